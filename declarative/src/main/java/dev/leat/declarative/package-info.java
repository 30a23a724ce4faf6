/**
 * Connectors that are files.
 *
 * <p>Here: what makes a connector of a file, and how the programs that run connectors find it. The
 * rooms below hold the parts: {@code template}, {@code document}, {@code model}, {@code airbyte},
 * {@code compile}.
 */
package dev.leat.declarative;
