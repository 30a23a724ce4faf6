/**
 * What every SQL destination does: tests that each of them inherits, over a {@link
 * dev.leat.destination.sql.TestDatabase} of its own.
 */
package dev.leat.destination.sql;
