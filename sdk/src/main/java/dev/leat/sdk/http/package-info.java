/**
 * How to ask an HTTP API: requests, who signs them, what answers mean, retries, budgets, redirects,
 * links, and the failures of all these.
 *
 * <p>Here: a URL, a header, a status, a wait, and the contracts that can be filled in: {@code
 * Auth}, {@code AnswerRule}, {@code Backoff}, {@code Decoder}. Not here: their kinds ({@code auth},
 * {@code answer}, {@code decode}), jobs in the background ({@code export}), sockets ({@code
 * transport}), which rows to ask for next ({@code walk}), or what an answer holds ({@code row}).
 */
package dev.leat.sdk.http;
