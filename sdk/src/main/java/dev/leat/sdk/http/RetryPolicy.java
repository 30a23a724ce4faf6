package dev.leat.sdk.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * When and how often the same request is sent again. Every request is taken for a read, which may
 * be repeated, a POST too, unless it is one to be sent {@link Request#once once}.
 *
 * @param attempts requests in all, the first included
 * @param patience how long a request may take with all its attempts and waits; no further attempt
 *     begins when it would be over. Empty for as long as the attempts last
 * @param backoff the wait after a failure. What it takes from the answer counts before {@code
 *     Retry-After} and the headers of rate limits, what it says of its own after them
 * @param longestWait the longest wait that a source may ask for, with {@code Retry-After} or a rate
 *     limit's reset; if it asks for more, the sync stops and says when the limit resets
 * @param alsoOn statuses to try again on, beyond 408, 425, 429 and the 5xx that may pass
 */
public record RetryPolicy(
    int attempts,
    Optional<Duration> patience,
    Backoff backoff,
    Duration longestWait,
    Set<Integer> alsoOn) {

  /** Checks the bounds. */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("There must be 1 attempt or more, got " + attempts);
    }
    if (longestWait.isNegative()) {
      throw new IllegalArgumentException("The longest wait must be 0 or more, got " + longestWait);
    }
    alsoOn = Set.copyOf(alsoOn);
  }

  /**
   * On connection faults, broken pages, 408, 425, 429 and 5xx (501 and 505 excepted): 5 attempts, 1
   * s after the first, at most 60 s apart; a source may ask for waits of up to 15 minutes.
   */
  public static RetryPolicy transientErrors() {
    return new RetryPolicy(
        5,
        Optional.empty(),
        Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(60)),
        Duration.ofMinutes(15),
        Set.of());
  }

  /** One attempt, whatever comes back. */
  public static RetryPolicy never() {
    return transientErrors().attempts(1);
  }

  /** The same policy with this many requests in all. */
  public RetryPolicy attempts(int most) {
    return new RetryPolicy(most, patience, backoff, longestWait, alsoOn);
  }

  /** The same policy, giving a request this long in all. */
  public RetryPolicy within(Duration time) {
    return new RetryPolicy(attempts, Optional.of(time), backoff, longestWait, alsoOn);
  }

  /** The same policy with other waits; after those come the usual ones. */
  public RetryPolicy backoff(Backoff other) {
    return new RetryPolicy(
        attempts, patience, other.or(transientErrors().backoff()), longestWait, alsoOn);
  }

  /** The same policy with doubling waits within these bounds. */
  public RetryPolicy delays(Duration first, Duration longest) {
    return backoff(Backoff.exponential(first, longest));
  }

  /** The same policy, obeying a source that asks for waits of up to this long. */
  public RetryPolicy waitingAtMost(Duration longest) {
    return new RetryPolicy(attempts, patience, backoff, longest, alsoOn);
  }

  /** The same policy, trying again on these statuses too. */
  public RetryPolicy retryingOn(Integer... statuses) {
    return new RetryPolicy(attempts, patience, backoff, longestWait, Set.of(statuses));
  }

  boolean retries(int status) {
    boolean serverMayRecover = status >= 500 && status != 501 && status != 505;
    return serverMayRecover
        || status == 408
        || status == 425
        || status == 429
        || alsoOn.contains(status);
  }
}
