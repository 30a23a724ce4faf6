/**
 * Example connector: timestamp.
 *
 * <p>Here: one table, its settings and its requests. Not here: the loop, the guards and the
 * checkpoints ({@code dev.leat.sdk.walk}), or retries ({@code dev.leat.sdk.http}).
 */
package dev.leat.connector.timestamp;
