package dev.leat.playground;

import java.net.URI;

/**
 * A request to one of the five endpoints.
 *
 * @param uri path and query as they were sent
 */
record Request(Endpoint endpoint, URI uri, Query query) {}
