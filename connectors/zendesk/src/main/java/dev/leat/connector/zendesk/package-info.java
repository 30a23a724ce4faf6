/**
 * The example of an export by time, on an API that many know: what happened to tickets, from a date
 * on, between two dates, and what each event consists of as a table of its own.
 *
 * <p>Here: the tables, the settings and the requests. Not here: loops, guards, retries, which
 * belong to the SDK.
 */
package dev.leat.connector.zendesk;
