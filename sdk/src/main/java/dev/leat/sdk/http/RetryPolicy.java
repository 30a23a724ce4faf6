package dev.leat.sdk.http;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When and how often the same request is sent again. Every request is taken for a read, which may
 * be repeated, a POST too.
 *
 * @param attempts requests in all, the first included
 * @param firstDelay wait after the first failure; it doubles with each further one. Half of each
 *     wait is left to chance, so that many clients do not come back together
 * @param longestDelay where the doubling ends
 * @param longestWait the longest wait that a source may ask for, with {@code Retry-After} or a rate
 *     limit's reset; if it asks for more, the sync stops and says when the limit resets
 * @param alsoOn statuses to try again on, beyond 408, 429 and the 5xx that may pass
 */
public record RetryPolicy(
    int attempts,
    Duration firstDelay,
    Duration longestDelay,
    Duration longestWait,
    Set<Integer> alsoOn) {

  /** Checks the bounds. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("There must be 1 attempt or more, got " + attempts);
    }
    if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "Delays must grow from 0 or more, got " + firstDelay + " to " + longestDelay);
    }
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("The longest wait must be 0 or more, got " + longestWait);
    }
    alsoOn = Set.copyOf(alsoOn);
  }

  /**
   * On connection faults, broken pages, 408, 429 and 5xx (501 and 505 excepted): 5 attempts, 1 s
   * after the first, at most 60 s apart; a source may ask for waits of up to 15 minutes.
   */
  public static RetryPolicy transientErrors() {
    return new RetryPolicy(
        5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(15), Set.of());
  }

  /** One attempt, whatever comes back. */
  public static RetryPolicy never() {
    return transientErrors().attempts(1);
  }

  /** The same policy with this many requests in all. */
  public RetryPolicy attempts(int most) {
    return new RetryPolicy(most, firstDelay, longestDelay, longestWait, alsoOn);
  }

  /** The same policy with these bounds of its own waits. */
  public RetryPolicy delays(Duration first, Duration longest) {
    return new RetryPolicy(attempts, first, longest, longestWait, alsoOn);
  }

  /** The same policy, obeying a source that asks for waits of up to this long. */
  public RetryPolicy waitingAtMost(Duration longest) {
    return new RetryPolicy(attempts, firstDelay, longestDelay, longest, alsoOn);
  }

  /** The same policy, trying again on these statuses too. */
  public RetryPolicy retryingOn(Integer... statuses) {
    return new RetryPolicy(attempts, firstDelay, longestDelay, longestWait, Set.of(statuses));
  }

  boolean retries(int status) {
    boolean serverMayRecover = status >= 500 && status != 501 && status != 505;
    return serverMayRecover || status == 408 || status == 429 || alsoOn.contains(status);
  }

  /** The wait after the given number of failures, 1 or more. */
  Duration delayAfter(int failures, RandomGenerator random) {
    double doubled = firstDelay.toNanos() * Math.pow(2, failures - 1);
    double full = Math.min(doubled, (double) longestDelay.toNanos());
    return Duration.ofNanos((long) (full / 2 + full / 2 * random.nextDouble()));
  }
}
