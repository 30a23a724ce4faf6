package dev.leat.engine;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.contract.SupervisedSync;
import dev.leat.sdk.schema.Schema;
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

  private final SupervisedSync sync;
  private final Schema selection;
  private final SourceThread source;
  private final ChunkQueue queue;
  private final Loader loader;

  Transfer(
      SupervisedSync sync, Schema selection, SourceThread source, ChunkQueue queue, Loader loader) {
    this.sync = sync;
    this.selection = selection;
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
    CompletableFuture<SyncResult> running;
    try {
      for (Table table : selection.tables()) {
        loader.declare(table);
      }
      // The queue is closed also if the task was stopped before it began, or is left behind.
      running = source.start(this::run).whenComplete((result, thrown) -> queue.close());
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
      SyncResult result = running.get();
      loader.commitClaimed();
      return result;
    } catch (ExecutionException e) {
      commitClaimed(e);
      throw e;
    }
  }

  /** The table of the connector's last operation; empty before the first. */
  Optional<TableName> lastTable() {
    return sync.lastTable();
  }

  private void commitClaimed(ExecutionException failure) throws InterruptedException {
    try {
      loader.commitClaimed();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** On the source's thread. */
  private SyncResult run() throws InterruptedException {
    CountingSink counting = new CountingSink(queue);
    try {
      return sync.run(counting);
    } finally {
      counting.flush();
    }
  }
}
