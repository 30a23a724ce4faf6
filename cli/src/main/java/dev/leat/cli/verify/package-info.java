/**
 * What {@code leat verify} does: runs a connector once undisturbed, kills it again and again at
 * exact points, resumes it, and compares the tables.
 *
 * <p>Here: where a kill can strike, the two processes that work together to hit that point, what
 * became of the rows. Not here: arguments and help ({@code cli}), and how rows of two databases are
 * compared ({@code destination.duckdb}).
 */
package dev.leat.cli.verify;
