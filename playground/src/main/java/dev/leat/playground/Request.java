package dev.leat.playground;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request to one of the five endpoints.
 *
 * @param uri path and query as they were sent
 * @param headers as they were sent, credentials too
 */
record Request(Endpoint endpoint, URI uri, Query query, Map<String, List<String>> headers) {}
