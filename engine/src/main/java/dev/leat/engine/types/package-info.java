/**
 * Which type a column needs to hold its values without loss.
 *
 * <p>Here: reading the fields of a row once, noting what a column has seen, and the ladder of types
 * from narrow to text. Not here: what a destination calls these types, or any SQL.
 */
package dev.leat.engine.types;
