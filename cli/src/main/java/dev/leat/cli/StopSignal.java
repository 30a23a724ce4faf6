package dev.leat.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns SIGTERM and Ctrl-C into an interrupt of the thread that works, and gives it time to commit
 * and report. The process then ends with 143 or 130, as the Java machine does by itself.
 */
final class StopSignal {

  /** Longer than the engine gives a child process that does not listen. */
  private static final long GRACE_SECONDS = 14;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Thread worker) {
    hook =
        new Thread(
            () -> {
              worker.interrupt();
              try {
                finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "leat-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Does the work in this thread; a signal that comes meanwhile interrupts it. */
  static <T> T interrupts(Supplier<T> work) {
    StopSignal signal = new StopSignal(Thread.currentThread());
    try {
      return work.get();
    } finally {
      signal.workIsDone();
    }
  }

  private void workIsDone() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already: the hook is running, and has just been released.
      return;
    }
  }
}
