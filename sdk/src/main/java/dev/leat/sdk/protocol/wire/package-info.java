/**
 * The lines of the protocol, for those that read and write them: hosts, and the process of a
 * connector. The author of a connector needs none of it.
 *
 * <p>Here: the messages, their order, a writer and a reader that trust nothing they cannot prove,
 * and the report of a crash. Not here: the commands of a connector's process and its exit codes
 * ({@code protocol}), how a process is started and watched (the engine), or what the operations
 * mean (the root).
 */
package dev.leat.sdk.protocol.wire;
