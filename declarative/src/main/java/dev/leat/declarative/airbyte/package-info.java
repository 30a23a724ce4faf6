/**
 * The manifest dialect: a file of components, as the Connector Builder writes it.
 *
 * <p>Here: references, types and parameters that a component gets from those around it, and what
 * may stand in it. Not here: YAML ({@code document}), expressions ({@code template}), what a
 * component does.
 */
package dev.leat.declarative.airbyte;
