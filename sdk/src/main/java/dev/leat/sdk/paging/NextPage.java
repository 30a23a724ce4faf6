package dev.leat.sdk.paging;

import dev.leat.sdk.http.Request;

/**
 * The page after another one. Immutable.
 *
 * @param request what asks for it
 * @param name what the source, or the count, calls it: a token, a link, a number
 */
public record NextPage(Request request, String name) {}
