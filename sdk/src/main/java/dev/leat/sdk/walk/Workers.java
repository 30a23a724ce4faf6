package dev.leat.sdk.walk;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.internal.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks, some at a time. Stateless. */
final class Workers {

  private Workers() {}

  /** Something to do that may wait. */
  @FunctionalInterface
  interface Task {
    void run() throws InterruptedException;
  }

  /**
   * Runs all tasks, in their order as far as they begin. With one at a time, the calling thread
   * does. The first that fails ends the others, and its failure is thrown once all have ended.
   */
  static void run(int together, List<? extends Task> tasks) throws InterruptedException {
    if (together == 1 || tasks.size() < 2) {
      for (Task task : tasks) {
        task.run();
      }
      return;
    }
    ExecutorService threads = DaemonThreads.asMany(Thread.currentThread().getName() + "-walk");
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(together, tasks.size()); i++) {
        running.add(threads.submit(() -> runFrom(next, tasks)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      next.set(tasks.size());
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private static Void runFrom(AtomicInteger next, List<? extends Task> tasks)
      throws InterruptedException {
    for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
      tasks.get(i).run();
    }
    return null;
  }

  /** No task outlives the sync that it belongs to. An interruption stays with the thread. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        if (threads.awaitTermination(1, TimeUnit.HOURS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
    if (e.getCause() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    if (e.getCause() instanceof ConnectorException failure) {
      return failure;
    }
    return e.getCause() instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(e.getCause());
  }
}
