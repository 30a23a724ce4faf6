package dev.leat.playground;

import java.util.Optional;

/**
 * One request as the playground saw it. Immutable.
 *
 * @param number position among the requests received since the log was cleared, from 1
 * @param method e.g. {@code GET}
 * @param path decoded, without the query
 * @param query as sent, percent-encoded and without the question mark; empty text if there was none
 * @param status status that was answered
 * @param fault the fault that it met; empty for an honest answer
 */
public record ReceivedRequest(
    long number, String method, String path, String query, int status, Optional<Fault> fault) {}
