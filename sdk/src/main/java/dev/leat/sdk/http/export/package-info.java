/**
 * Answers that a source prepares in the background: a job is started, asked about until it is done,
 * and its results are fetched.
 *
 * <p>Here: the life of a job. Not here: when to start one and what its rows mean to a state ({@code
 * strategy}), and how its results are read ({@code http.decode}).
 */
package dev.leat.sdk.http.export;
