/**
 * A connector as a source of Airbyte's protocol, version 0.2.0.
 *
 * <p>Here: Airbyte's messages, catalogs, states and image. Not here: what every platform asks of a
 * process ({@code host.process}), or anything of a connector's own.
 */
package dev.leat.host.airbyte;
