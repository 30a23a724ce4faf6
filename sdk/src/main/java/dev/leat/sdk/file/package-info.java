/**
 * Connectors that are files, not classes.
 *
 * <p>Here: how a reader of such files says so, and how it is found. Not here: any form of file, and
 * jars ({@code jar}).
 */
package dev.leat.sdk.file;
