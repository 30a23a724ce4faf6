package dev.leat.sdk.strategy;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;

/** One table's sync while it runs. */
record Sync(Facts facts, SyncRequest request, OperationSink out) {}
