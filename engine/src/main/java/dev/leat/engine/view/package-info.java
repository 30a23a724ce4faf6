/**
 * What people see of a destination without a client of its own.
 *
 * <p>Here: the tables, rows and columns as a destination shows them. Not here: how they are printed
 * ({@code cli}), or how rows are written ({@code engine.destination}).
 */
package dev.leat.engine.view;
