/**
 * Python's values as a template sees them, and what can be done with two of them.
 *
 * <p>Here: how a value is printed, compared, added, tested for truth, iterated and read back from a
 * literal. None, booleans, integers, floats, text, lists and dicts are Java's own objects: {@code
 * null}, {@code Boolean}, {@code Long} or {@code BigInteger}, {@code Double}, {@code String},
 * {@code List} and {@code Map}. Everything else extends {@link
 * dev.leat.declarative.template.value.TemplateObject}. Not here: methods of values, filters, macros
 * ({@code function}), times ({@code time}).
 */
package dev.leat.declarative.template.value;
