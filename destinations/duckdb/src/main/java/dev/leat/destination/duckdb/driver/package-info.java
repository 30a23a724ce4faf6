/**
 * The only classes that name {@code org.duckdb}.
 *
 * <p>They and the driver are loaded apart, so that the native library comes from one private copy
 * and is not unpacked anew by each process. Here: opening a connection, loading rows in bulk. Not
 * here: any SQL of a sync.
 */
package dev.leat.destination.duckdb.driver;
