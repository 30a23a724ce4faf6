package dev.leat.sdk.http;

import java.time.Duration;

/** Lets time pass. A simulation moves its clock instead. Implementations are thread-safe. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Returns when that much time has passed, not earlier.
   *
   * @throws InterruptedException at once, if the thread is interrupted
   */
  void sleep(Duration duration) throws InterruptedException;
}
