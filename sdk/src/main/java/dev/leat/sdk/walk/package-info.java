/**
 * How to walk a table without losing a row.
 *
 * <p>Here: the five strategies ({@code Keyset}, {@code Offset}, {@code Timestamp}, {@code
 * StepSize}, {@code Replay}), the typed cursor they share, and how walks are joined ({@code Walks},
 * {@code Partitions}). A strategy owns the loop, the guards and the checkpoints; a connector says
 * what to ask. Not here: how a request is sent ({@code http}), or what an answer holds ({@code
 * row}).
 */
package dev.leat.sdk.walk;
