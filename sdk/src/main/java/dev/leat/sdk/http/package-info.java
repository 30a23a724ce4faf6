/**
 * How to ask an HTTP API: requests, authentication, retries, rate limits, redirects, and the
 * failures of all these.
 *
 * <p>Here: a URL, a header, a status, a wait. Not here: which rows to ask for next ({@code
 * strategy}), or what an answer holds ({@code row}).
 */
package dev.leat.sdk.http;
