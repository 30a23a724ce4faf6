package dev.leat.destination.postgres;

import java.time.Duration;
import java.util.Optional;

/** Tries again for a while. Thread-safe. */
final class Patience {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Sleep sleep;

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleep {
    void forMillis(long millis) throws InterruptedException;
  }

  /** Something that may come to nothing at first. */
  @FunctionalInterface
  interface Attempt<T, X extends Exception> {
    Optional<T> make() throws X;
  }

  Patience(Sleep sleep) {
    this.sleep = sleep;
  }

  /**
   * Tries until something comes of it.
   *
   * @param tries how often, a tenth of a second apart
   * @return empty if nothing came of it, or the thread was interrupted
   */
  <T, X extends Exception> Optional<T> until(int tries, Attempt<T, X> attempt) throws X {
    for (int i = 1; ; i++) {
      Optional<T> made = attempt.make();
      if (made.isPresent() || i >= tries) {
        return made;
      }
      try {
        sleep.forMillis(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}
