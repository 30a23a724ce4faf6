/**
 * Times as text. Nobody's business outside Leat: may change in any release. Here: what a text of
 * ISO 8601 is and which instant it names. Not here: which form a source's cursor has.
 */
package dev.leat.sdk.internal.time;
