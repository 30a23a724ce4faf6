package dev.leat.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The only way from the source's thread to the destination's: bounded by bytes, so that a slow
 * destination slows the source. Safe for two threads.
 */
final class ChunkQueue {

  /** The other end takes nothing any more: the sync is over, for a reason known there. */
  static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("The sync is over: let this exception pass");
    }
  }

  private final long capacity;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private long bytes;
  private long mostBytes;
  private boolean closed;

  /**
   * @param capacity bytes that may wait; one chunk alone may be larger
   */
  ChunkQueue(long capacity) {
    this.capacity = capacity;
  }

  /**
   * Adds a chunk; waits until it fits.
   *
   * @throws ClosedException if the queue is closed
   */
  synchronized void put(Chunk chunk) throws InterruptedException {
    while (!closed && bytes > 0 && bytes + chunk.footprint() > capacity) {
      wait();
    }
    if (closed) {
      throw new ClosedException();
    }
    chunks.add(chunk);
    bytes += chunk.footprint();
    mostBytes = Math.max(mostBytes, bytes);
    notifyAll();
  }

  /** Waits for the next chunk; empty if the queue is closed and nothing is left. */
  synchronized Optional<Chunk> take() throws InterruptedException {
    while (chunks.isEmpty() && !closed) {
      wait();
    }
    if (chunks.isEmpty()) {
      return Optional.empty();
    }
    Chunk chunk = chunks.remove();
    bytes -= chunk.footprint();
    notifyAll();
    return Optional.of(chunk);
  }

  /** Takes nothing more; what is in it can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Takes nothing more and drops what is in it. */
  synchronized void abandon() {
    chunks.clear();
    bytes = 0;
    close();
  }

  /** The most bytes that ever waited at once. */
  synchronized long mostBytes() {
    return mostBytes;
  }
}
