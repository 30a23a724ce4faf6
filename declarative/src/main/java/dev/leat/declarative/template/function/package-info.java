/**
 * What templates can call: macros, filters, tests, and the methods of values.
 *
 * <p>Here: Jinja's own filters and tests, the eight filters and thirteen macros that manifests add,
 * Python's methods of text, lists, dicts, numbers and bytes, its two ways of formatting, its
 * regular expressions. Not here: times and their methods ({@code time}).
 */
package dev.leat.declarative.template.function;
