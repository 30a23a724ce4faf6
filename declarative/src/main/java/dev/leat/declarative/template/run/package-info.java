/**
 * From a template's tree to code that runs: closures that call each other.
 *
 * <p>Here: what statements and expressions do, scopes, loops, macros of a template. Not here: what
 * a filter or a method does ({@code function}), and what becomes of the printed text.
 */
package dev.leat.declarative.template.run;
