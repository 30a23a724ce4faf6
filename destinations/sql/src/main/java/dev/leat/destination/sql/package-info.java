/**
 * What every destination that is a SQL database shares.
 *
 * <p>Here: how rows are staged and merged, how tables grow, what is set aside, child tables, tables
 * that are replaced, Leat's own tables, and the transaction that holds all of it together. Not
 * here: how one database spells it ({@link dev.leat.destination.sql.Dialect}), takes rows in bulk
 * ({@link dev.leat.destination.sql.BulkLoad}), is opened and locked ({@link
 * dev.leat.destination.sql.HeldDatabase}); or how a column's type is found ({@code
 * dev.leat.engine.types}).
 */
package dev.leat.destination.sql;
