package dev.leat.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM and Ctrl-C into an interrupt of the thread that works, and gives it time to commit
 * and report. The process then ends with 143 or 130, as the Java machine does by itself.
 */
final class StopSignal implements AutoCloseable {

  private static final long GRACE_SECONDS = 10;

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

  /** From now until {@link #close}, a signal interrupts this thread. */
  static StopSignal interrupts(Thread worker) {
    return new StopSignal(worker);
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already: the hook is running, and has just been released.
      return;
    }
  }
}
