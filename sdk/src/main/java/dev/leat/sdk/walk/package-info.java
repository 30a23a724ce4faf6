/**
 * How to walk a table without losing a row.
 *
 * <p>Here: the five strategies ({@code Keyset}, {@code Offset}, {@code Timestamp}, {@code
 * StepSize}, {@code Replay}), how walks are joined ({@code Walks}, {@code Partitions}), and the
 * connector that a walk makes ({@code ApiConnector}). A strategy owns the loop, the guards and the
 * checkpoints; a connector says what to ask. Not here: how a request is sent ({@code http}), how
 * the rest of an answer is named ({@code paging}), how cursors compare ({@code cursor}), or what an
 * answer holds ({@code row}).
 */
package dev.leat.sdk.walk;
