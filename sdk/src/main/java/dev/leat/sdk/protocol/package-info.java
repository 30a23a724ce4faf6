/**
 * How operations become lines between a connector's process and whoever runs it.
 *
 * <p>Here: the messages, their order, a writer and a reader that trust nothing they cannot prove,
 * the commands of a connector's process and its exit codes. Not here: how a process is started and
 * watched (the engine), or what the operations mean (the root).
 */
package dev.leat.sdk.protocol;
