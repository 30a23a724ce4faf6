/**
 * A scripted HTTP server for tests: real sockets, answers in the order they were written down, and
 * a memory of what it was asked.
 *
 * <p>Here: one exchange after the other. Not here: a source whose rows change while it is read
 * ({@code simulation}).
 */
package dev.leat.testkit.server;
