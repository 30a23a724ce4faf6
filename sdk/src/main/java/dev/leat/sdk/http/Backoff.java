package dev.leat.sdk.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the same request is sent again. Implementations are thread-safe.
 *
 * @see dev.leat.sdk.http.answer.WaitIn
 */
@FunctionalInterface
public interface Backoff {

  /** The wait after a failed attempt; empty if this has nothing to say about it. */
  Optional<Wait> after(Failed failed);

  /**
   * A wait.
   *
   * @param length zero or more
   * @param said what the source said, for messages, such as {@code Retry-After 60}; such a wait
   *     holds for all who use the source. Empty if it is our own
   */
  record Wait(Duration length, Optional<String> said) {

    /** Checks that the length is not negative. */
    public Wait {
      if (length.isNegative()) {
        throw new IllegalArgumentException("A wait cannot be negative: " + length);
      }
    }

    /** A wait of our own. */
    public static Wait own(Duration length) {
      return new Wait(length, Optional.empty());
    }
  }

  /**
   * What is known when an attempt has failed.
   *
   * @param count failed attempts so far, 1 or more
   * @param answer empty if the connection broke
   * @param now the time by the source's own clock if it shows one, else by ours
   * @param random leaves part of a wait to chance
   */
  record Failed(int count, Optional<Response> answer, Instant now, RandomGenerator random) {}

  /** The same after each failure. */
  static Backoff constant(Duration length) {
    return failed -> Optional.of(Wait.own(length));
  }

  /**
   * Doubles with each failure. Half of each wait is left to chance, so that many clients do not
   * come back together.
   *
   * @param first after the first failure
   * @param longest where the doubling ends
   */
  static Backoff exponential(Duration first, Duration longest) {
    return exponential(first, 2, longest);
  }

  /** As {@link #exponential(Duration, Duration)}, growing by another factor of 1 or more. */
  static Backoff exponential(Duration first, double factor, Duration longest) {
    if (first.isNegative() || longest.compareTo(first) < 0 || !(factor >= 1)) {
      throw new IllegalArgumentException(
          "Delays must grow from 0 or more, got " + first + " to " + longest + " by " + factor);
    }
    return failed -> {
      double grown = first.toNanos() * Math.pow(factor, failed.count() - 1);
      double full = Math.min(grown, (double) longest.toNanos());
      double part = full / 2 + full / 2 * failed.random().nextDouble();
      return Optional.of(Wait.own(Duration.ofNanos((long) part)));
    };
  }

  /** This wait, and up to that much more by chance. */
  default Backoff spreadBy(Duration most) {
    return failed ->
        after(failed)
            .map(
                wait ->
                    new Wait(
                        wait.length()
                            .plusNanos((long) (most.toNanos() * failed.random().nextDouble())),
                        wait.said()));
  }

  /** This wait, or the other's if this has nothing to say. */
  default Backoff or(Backoff other) {
    return failed -> after(failed).or(() -> other.after(failed));
  }
}
