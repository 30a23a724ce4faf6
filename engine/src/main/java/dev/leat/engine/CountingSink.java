package dev.leat.engine;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts operations and hands them over in chunks. A chunk leaves when it is full, and at once with
 * a checkpoint or a sign of progress. Used by the source's thread.
 */
final class CountingSink implements OperationSink {

  private static final int MOST_OPERATIONS = 1_000;
  private static final long MOST_BYTES = 256L << 10;

  private final ChunkQueue queue;
  private final OperationTally tally = new OperationTally();
  private final Footprint footprint = new Footprint();
  private List<Operation> operations = new ArrayList<>();
  private long bytes;

  CountingSink(ChunkQueue queue) {
    this.queue = queue;
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    tally.count(operation);
    operations.add(operation);
    bytes += footprint.of(operation);
    if (operation instanceof Operation.Checkpoint
        || operation instanceof Operation.Progress
        || operations.size() >= MOST_OPERATIONS
        || bytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Hands over what is left. */
  void flush() throws InterruptedException {
    if (operations.isEmpty()) {
      return;
    }
    Chunk chunk = new Chunk(List.copyOf(operations), bytes, tally.snapshot());
    operations = new ArrayList<>();
    bytes = 0;
    queue.put(chunk);
  }
}
