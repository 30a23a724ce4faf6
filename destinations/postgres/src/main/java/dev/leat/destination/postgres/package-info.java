/**
 * Syncs into a PostgreSQL database: {@code postgres://user@host:port/database}.
 *
 * <p>Here: addresses and passwords, connections and what breaks them, the lock of a pipeline, COPY,
 * how PostgreSQL spells what all databases can do. Not here: what a sync into any SQL database does
 * ({@code dev.leat.destination.sql}).
 */
package dev.leat.destination.postgres;
