package dev.leat.sdk.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that nobody has to end. */
public final class DaemonThreads {

  private static final int SECONDS_KEPT = 10;

  private DaemonThreads() {}

  /**
   * Runs every task at once, in a thread that is free or in a new one, which gets the context class
   * loader of whoever had the task run. A thread without a task ends after 10 s, and none keeps the
   * process alive.
   *
   * @param name of the threads, before a hyphen and their number
   */
  public static ExecutorService asMany(String name) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        SECONDS_KEPT,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
