/**
 * From what a file says to what the SDK does.
 *
 * <p>Here: the connector of a file: its requests, credentials, paging, rules for answers, row maps,
 * partitions and walks, each put together from the SDK's. Not here: a loop over pages, a guard, an
 * HTTP request, or any word of a shape of file.
 */
package dev.leat.declarative.compile;
