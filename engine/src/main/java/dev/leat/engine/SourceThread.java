package dev.leat.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread on which a connector's code runs, and the only one. It can be told to stop, and be
 * left behind if the connector does not. Safe to share.
 */
final class SourceThread implements AutoCloseable {

  private final ExecutorService executor;
  private volatile Thread thread;
  private volatile boolean stopped;
  private volatile CompletableFuture<?> current = CompletableFuture.completedFuture(null);

  /**
   * @param loader the connector's class loader, for libraries that ask the thread for it
   */
  SourceThread(String name, ClassLoader loader) {
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              created.setContextClassLoader(loader);
              thread = created;
              return created;
            });
  }

  /** Runs a task; it ends with an {@link InterruptedException} if this was stopped before. */
  <T> CompletableFuture<T> start(Callable<T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    current = future;
    executor.execute(() -> run(task, future));
    return future;
  }

  /** Interrupts the task that runs, and every later one. */
  void stop() {
    stopped = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /** Nobody waits any longer for the task that runs. */
  void leaveBehind() {
    current.completeExceptionally(
        new InterruptedException("The connector did not end when it was interrupted"));
  }

  /** Waits for the task that runs to end, however it does; returns at the bound if it does not. */
  void awaitEnd(Duration bound) throws InterruptedException {
    try {
      current.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // How it ended is known to whoever started it.
      return;
    }
  }

  /** Takes no more tasks; a task that still runs is interrupted. */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  private <T> void run(Callable<T> task, CompletableFuture<T> future) {
    try {
      if (stopped) {
        throw new InterruptedException("The sync was stopped");
      }
      future.complete(task.call());
    } catch (Throwable e) { // Errors too: whatever a connector throws belongs into the report.
      future.completeExceptionally(e);
    }
  }
}
