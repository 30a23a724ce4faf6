/**
 * How one request reaches a server and its answer comes back: sockets, TLS, proxies, limits.
 *
 * <p>Here: bytes, status and headers of one exchange. Not here: what an answer means, when to ask
 * again, who may see a credential ({@code http}).
 */
package dev.leat.sdk.http.transport;
