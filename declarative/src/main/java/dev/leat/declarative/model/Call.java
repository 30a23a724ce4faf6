package dev.leat.declarative.model;

import java.util.Optional;

/**
 * How one address is asked.
 *
 * @param base the address, or the beginning of it
 * @param path under the base; may be empty or an address of its own
 * @param method for example {@code GET}
 * @param query parameters
 * @param headers besides those of the credential
 * @param body what is sent
 * @param credential who asks
 * @param answers what answers mean
 * @param connectSeconds how long a connection may take; empty for the usual time
 * @param readSeconds how long the source may be silent; empty for the usual time
 */
public record Call(
    Expression base,
    Expression path,
    String method,
    Named query,
    Named headers,
    Body body,
    Credential credential,
    Answers answers,
    Optional<Double> connectSeconds,
    Optional<Double> readSeconds) {}
