package dev.leat.playground;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request to an endpoint.
 *
 * @param uri path and query as they were sent
 * @param headers as they were sent, credentials too
 * @param body empty if there was none
 */
record Request(
    Endpoint endpoint,
    String method,
    URI uri,
    Query query,
    Map<String, List<String>> headers,
    String body) {}
