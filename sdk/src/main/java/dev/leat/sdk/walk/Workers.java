package dev.leat.sdk.walk;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.internal.DaemonThreads;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks, some at a time, and hands on what they send in the thread that waits for them: a sink
 * is called by one thread only. With one at a time, that thread runs them itself. For one run.
 */
final class Workers {

  /** Operations that may wait to be handed on: a slow sink slows the tasks. */
  private static final int MOST_WAITING = 1_024;

  private final int together;
  private final OperationSink out;

  /** What was sent; an empty one where a thread has no more tasks. */
  private final BlockingQueue<Optional<Operation>> sent = new ArrayBlockingQueue<>(MOST_WAITING);

  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Something to do with each of many, that may wait. */
  @FunctionalInterface
  interface Task<T> {
    void run(T each) throws InterruptedException;
  }

  /**
   * @param together how many tasks may run at a time
   * @param tasks how many there are
   * @param out where operations go
   */
  Workers(int together, int tasks, OperationSink out) {
    this.together = Math.min(together, tasks);
    this.out = out;
  }

  /** Where tasks send to. */
  OperationSink sink() {
    return together <= 1 ? out : operation -> sent.put(Optional.of(operation));
  }

  /**
   * Runs a task for each, in their order as far as they begin. The first that fails ends the
   * others, and its failure is thrown once all have ended.
   *
   * @param all those that begin are taken out: of very many, none is kept in memory once it is done
   */
  <T> void run(Queue<T> all, Task<? super T> task) throws InterruptedException {
    if (together <= 1) {
      for (T each = all.poll(); each != null; each = all.poll()) {
        task.run(each);
      }
      return;
    }
    ExecutorService threads = DaemonThreads.asMany(Thread.currentThread().getName() + "-walk");
    try {
      for (int i = 0; i < together; i++) {
        threads.execute(() -> runNext(all, task));
      }
      handOn();
    } finally {
      synchronized (this) {
        all.clear();
      }
      threads.shutdownNow();
      // Nobody takes from a full queue any more, and each thread still says that it has ended.
      sent.clear();
      awaitEnd(threads);
    }
    if (failure.get() != null) {
      throw unchecked(failure.get());
    }
  }

  private <T> void runNext(Queue<T> all, Task<? super T> task) {
    try {
      for (T each = next(all); each != null; each = next(all)) {
        task.run(each);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
    Uninterruptibles.putUninterruptibly(sent, Optional.empty());
  }

  private synchronized <T> T next(Queue<T> all) {
    return all.poll();
  }

  /** Hands on what is sent until all have ended, or one has failed. */
  private void handOn() throws InterruptedException {
    int running = together;
    while (running > 0) {
      Optional<Operation> operation = sent.take();
      if (operation.isPresent()) {
        out.accept(operation.get());
      } else {
        running = failure.get() == null ? running - 1 : 0;
      }
    }
  }

  private static RuntimeException unchecked(Throwable failure) throws InterruptedException {
    if (failure instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failure);
  }

  /** No task outlives the sync that it belongs to. An interruption stays with the thread. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
