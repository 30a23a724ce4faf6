/**
 * What the author of a connector tests it with.
 *
 * <p>Here: a contract that every connector inherits, a sink that records and crashes on demand, a
 * model of what a destination would hold, a clock that stands still. Not here: a test of any one
 * connector, or a real destination.
 */
package dev.leat.testkit;
