/**
 * The example of parents and children, on an API that many know: issues, and the comments on those
 * that changed.
 *
 * <p>Here: the tables, the settings and the requests. Not here: loops, guards, retries, which
 * belong to the SDK.
 */
package dev.leat.connector.githubissues;
