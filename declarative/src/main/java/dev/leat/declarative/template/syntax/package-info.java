/**
 * From a template's text to its tree.
 *
 * <p>Here: the tokens and the grammar of Jinja 3.1, and which names a template uses without
 * defining them. Not here: what a tree does ({@code run}).
 */
package dev.leat.declarative.template.syntax;
