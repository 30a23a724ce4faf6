package dev.leat.engine;

import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Moves what a connector sends into an open session: the connector on the source's thread, the
 * session on the caller's, a bounded queue between them.
 */
final class Transfer {

  private final Connector connector;
  private final SyncRequest request;
  private final ValidatingSink.NewTables newTables;
  private final SourceThread source;
  private final ChunkQueue queue;
  private final Loader loader;
  private volatile Optional<TableName> lastTable = Optional.empty();

  Transfer(
      Connector connector,
      SyncRequest request,
      ValidatingSink.NewTables newTables,
      SourceThread source,
      ChunkQueue queue,
      Loader loader) {
    this.connector = connector;
    this.request = request;
    this.newTables = newTables;
    this.source = source;
    this.queue = queue;
    this.loader = loader;
  }

  /**
   * Runs to the end of the connector. Its last checkpoint is committed, also if it has failed.
   *
   * @param grace how long the connector may take to end if the destination has failed
   * @throws ExecutionException whose cause is what the connector threw; if its last checkpoint
   *     could not be committed either, what the destination threw is suppressed in it
   * @throws Exception what the destination threw; the connector was stopped
   */
  SyncResult run(Duration grace) throws Exception {
    CompletableFuture<SyncResult> sync;
    try {
      for (Table table : request.selection().tables()) {
        loader.declare(table);
      }
      // The queue is closed also if the task was stopped before it began, or is left behind.
      sync = source.start(this::sync).whenComplete((result, thrown) -> queue.close());
      for (Optional<Chunk> next = queue.take(); next.isPresent(); next = queue.take()) {
        loader.take(next.get());
      }
    } catch (Exception | Error e) {
      queue.abandon();
      source.stop();
      source.awaitEnd(grace);
      throw e;
    }
    try {
      SyncResult result = sync.get();
      loader.commitClaimed();
      return result;
    } catch (ExecutionException e) {
      commitClaimed(e);
      throw e;
    }
  }

  /** The table of the connector's last operation; empty before the first. */
  Optional<TableName> lastTable() {
    return lastTable;
  }

  private void commitClaimed(ExecutionException failure) throws InterruptedException {
    try {
      loader.commitClaimed();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** On the source's thread. */
  private SyncResult sync() throws InterruptedException {
    CountingSink counting = new CountingSink(queue);
    ValidatingSink validating =
        new ValidatingSink(counting, request.state().owner(), request.selection(), newTables);
    try {
      SyncResult result = connector.sync(request, validating);
      validating.requireAllClaimed();
      if (result == null) {
        throw new ContractViolation(
            "sync() returned null: return SyncResult.complete(), or incomplete(reason)");
      }
      return result;
    } finally {
      lastTable = validating.lastTable();
      counting.flush();
    }
  }
}
