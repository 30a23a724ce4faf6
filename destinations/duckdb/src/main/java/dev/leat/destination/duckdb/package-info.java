/**
 * Syncs into a DuckDB file: {@code duckdb:PATH}.
 *
 * <p>Here: files, locks, staging, SQL. Not here: how a column's type is found ({@code
 * dev.leat.engine.types}), or the classes of the DuckDB driver ({@code driver}).
 */
package dev.leat.destination.duckdb;
