/**
 * Syncs into a DuckDB file: {@code duckdb:PATH}.
 *
 * <p>Here: the file, its lock, the native library, how DuckDB spells what all databases can do. Not
 * here: what a sync into any SQL database does ({@code dev.leat.destination.sql}), or the classes
 * of the DuckDB driver ({@code driver}).
 */
package dev.leat.destination.duckdb;
