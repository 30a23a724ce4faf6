/**
 * Other forms than one JSON document, made to JSON while they are received: JSON lines, the items
 * of a large document, CSV, XML, plain lines, and gzip and zip around any of them.
 *
 * <p>Here: the grammar of a body. Not here: what is asked for and again ({@code http}), and what
 * the rows mean ({@code row}).
 */
package dev.leat.sdk.http.decode;
