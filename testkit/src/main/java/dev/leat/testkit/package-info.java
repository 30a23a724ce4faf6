/**
 * What authors test their connectors with.
 *
 * <p>Here: syncs into memory, with crashes. Not here: any source.
 */
package dev.leat.testkit;
