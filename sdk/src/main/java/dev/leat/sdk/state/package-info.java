/**
 * Where a sync stopped.
 *
 * <p>Here: the state of a pipeline, one cursor a table. Not here: how a cursor is compared or moved
 * ({@code walk}), or where a state is stored (a destination).
 */
package dev.leat.sdk.state;
