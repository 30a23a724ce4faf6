/**
 * Runs a sync: connector, operations, destination, exactly once.
 *
 * <p>Here: the pipeline between two threads, its validation and counts, commits, reports. Not here:
 * SQL, files and locks of one destination ({@code destinations}), or any connector: those are found
 * ({@code engine.connector}), never named.
 */
package dev.leat.engine;
