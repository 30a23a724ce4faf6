package dev.leat.sdk.protocol.wire;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.config.ConfigurationSpec;

/**
 * What a process answers to {@code spec}. Immutable.
 *
 * @param info who it is
 * @param configuration what the user must tell it
 */
public record ConnectorDescription(ConnectorInfo info, ConfigurationSpec configuration) {}
