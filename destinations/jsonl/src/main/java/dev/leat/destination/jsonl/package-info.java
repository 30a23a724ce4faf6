/**
 * A destination of plain files: one folder a pipeline, one file of operations a table.
 *
 * <p>Here: appending lines, and one commit file that says how much of each file counts. Not here:
 * merging; whoever reads a file takes the last line of a key.
 */
package dev.leat.destination.jsonl;
