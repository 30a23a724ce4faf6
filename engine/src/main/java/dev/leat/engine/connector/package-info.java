/**
 * Finds connectors: bundled, in a jar, or behind a command line.
 *
 * <p>Here: looking for them, a connector that is a child process, and a base for one that wraps
 * another. Not here: running a sync ({@code dev.leat.engine}), or the lines that a child speaks
 * ({@code dev.leat.sdk.protocol}).
 */
package dev.leat.engine.connector;
