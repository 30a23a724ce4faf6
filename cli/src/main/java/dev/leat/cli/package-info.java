/**
 * The {@code leat} command.
 *
 * <p>Here: arguments, help, live progress, what people read. Not here: how a sync is run ({@code
 * engine}) or how lines are written ({@code sdk.protocol}).
 */
package dev.leat.cli;
