package dev.leat.sdk.protocol.wire;

/**
 * The first line of a stream. Immutable.
 *
 * @param protocol the version of the protocol that follows
 * @param connector who speaks
 * @param version of the connector
 */
public record Hello(int protocol, String connector, String version) {}
