package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.internal.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks, some at a time, and hands on what they send in the thread that waits for them: a sink
 * is called by one thread only. With one at a time, that thread runs them itself. For one run.
 */
final class Workers {

  /** Operations that may wait to be handed on: a slow sink slows the tasks. */
  private static final int MOST_WAITING = 1_024;

  private static final long POLL_MILLIS = 20;

  private final int together;
  private final OperationSink out;
  private final BlockingQueue<Operation> sent = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger next = new AtomicInteger();

  /** Something to do that may wait. */
  @FunctionalInterface
  interface Task {
    void run() throws InterruptedException;
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
    return together <= 1 ? out : sent::put;
  }

  /**
   * Runs all tasks, in their order as far as they begin. The first that fails ends the others, and
   * its failure is thrown once all have ended.
   */
  void run(List<? extends Task> tasks) throws InterruptedException {
    if (together <= 1) {
      for (Task task : tasks) {
        task.run();
      }
      return;
    }
    ExecutorService threads = DaemonThreads.asMany(Thread.currentThread().getName() + "-walk");
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 0; i < together; i++) {
        running.add(threads.submit(() -> runFrom(tasks)));
      }
      handOn(running);
    } finally {
      next.set(tasks.size());
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private Void runFrom(List<? extends Task> tasks) throws InterruptedException {
    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
      tasks.get(i).run();
    }
    return null;
  }

  /** Hands on what is sent until all have ended; throws what the first failed with. */
  private void handOn(List<Future<?>> running) throws InterruptedException {
    while (true) {
      boolean isOver = running.stream().allMatch(Future::isDone);
      Operation operation = isOver ? sent.poll() : sent.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (operation != null) {
        out.accept(operation);
      } else if (isOver || running.stream().anyMatch(Workers::hasFailed)) {
        break;
      }
    }
    for (Future<?> each : running) {
      if (each.isDone()) {
        outcome(each);
      }
    }
  }

  private static boolean hasFailed(Future<?> task) {
    if (!task.isDone()) {
      return false;
    }
    try {
      task.get();
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void outcome(Future<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      if (cause instanceof ConnectorException failure) {
        throw failure;
      }
      throw cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
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
