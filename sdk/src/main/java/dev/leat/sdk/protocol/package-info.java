/**
 * A connector as a process of its own.
 *
 * <p>Here: what the {@code main} of a connector's jar calls, the commands of such a process and its
 * exit codes. Not here: the lines that it writes ({@code protocol.wire}).
 */
package dev.leat.sdk.protocol;
