/**
 * A file as a tree of values, each with the place where it is written.
 *
 * <p>Here: YAML and JSON as PyYAML's safe loader reads them, bounded, and what is found wrong with
 * a file, with its place. Not here: what the values mean ({@code airbyte}).
 */
package dev.leat.declarative.document;
