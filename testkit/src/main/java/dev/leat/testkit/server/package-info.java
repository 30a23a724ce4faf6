/**
 * A scripted HTTP server for tests: real sockets, answers in the order they were written down or
 * those of a list of rows, and a memory of what it was asked.
 *
 * <p>Here: what an author needs to play a source, and to let it change while it is read. Not here:
 * seeded histories of sources ({@code simulation}).
 */
package dev.leat.testkit.server;
