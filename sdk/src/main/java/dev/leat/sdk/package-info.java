/**
 * The contract between a connector and whoever runs it.
 *
 * <p>Here: {@code Connector}, what it is asked ({@code SyncRequest}), what it says ({@code
 * Operation} to an {@code OperationSink}) and how it ends ({@code SyncResult}). Not here: how
 * operations become lines ({@code protocol}), how to ask an API ({@code http}) or how to walk a
 * table ({@code walk}).
 */
package dev.leat.sdk;
