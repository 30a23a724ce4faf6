/**
 * Python's times: datetimes, dates, differences, ISO durations, and their formats.
 *
 * <p>Here: {@code strftime}, {@code strptime}, the ISO reader, calendar arithmetic. The local zone
 * is always UTC, so that a file means the same on every machine. Not here: the macros that make
 * times ({@code function}).
 */
package dev.leat.declarative.template.time;
