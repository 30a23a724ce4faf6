/**
 * The values by which rows are ordered and filtered.
 *
 * <p>Here: the field that holds a cursor, its typed value, and the forms in which sources write
 * times. Not here: how far a table has been read, or from where to ask ({@code walk}).
 */
package dev.leat.sdk.cursor;
