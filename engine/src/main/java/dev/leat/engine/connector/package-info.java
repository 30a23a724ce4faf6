/**
 * Finds connectors: bundled, in a jar, or behind a command line.
 *
 * <p>Here: looking for them, and a connector that is a child process. Not here: running a sync
 * ({@code dev.leat.engine}), or the lines that a child speaks ({@code dev.leat.sdk.protocol}).
 */
package dev.leat.engine.connector;
