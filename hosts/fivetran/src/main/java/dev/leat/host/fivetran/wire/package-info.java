/**
 * Fivetran's messages and service stubs, generated from {@code source_connector.proto}.
 *
 * <p>Here: generated code only. Not here: what a message means ({@link dev.leat.host.fivetran}).
 */
package dev.leat.host.fivetran.wire;
