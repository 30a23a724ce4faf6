/**
 * Connectors that come in a jar of their own, apart from the program that runs them.
 *
 * <p>Here: {@code ConnectorJar}, which loads them so that they see the SDK and their own libraries
 * and nothing else. For programs that run connectors; an author needs nothing of it. Not here:
 * where a jar is looked for, or how a connector's name leads to it ({@code engine}).
 */
package dev.leat.sdk.jar;
