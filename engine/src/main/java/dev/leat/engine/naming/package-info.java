/**
 * What source names are called in a destination.
 *
 * <p>Here: snake_case, lengths, collisions. Not here: quoting, which is a matter of each
 * destination's SQL.
 */
package dev.leat.engine.naming;
