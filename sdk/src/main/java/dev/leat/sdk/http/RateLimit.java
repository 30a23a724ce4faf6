package dev.leat.sdk.http;

import java.time.Duration;

/**
 * How often this side asks, whatever the source allows. Requests are spaced evenly: a burst after a
 * pause would break the limits of a source that counts in windows.
 *
 * @param spacing from one request to the next; zero for no limit
 */
public record RateLimit(Duration spacing) {

  /** Checks that the spacing is not negative. */
  public RateLimit {
    if (spacing.isNegative()) {
      throw new IllegalArgumentException("Requests cannot be " + spacing + " apart");
    }
  }

  /** No limit of our own; what the source says is obeyed all the same. */
  public static RateLimit none() {
    return new RateLimit(Duration.ZERO);
  }

  /** At most this many requests a second. */
  public static RateLimit perSecond(int requests) {
    return of(requests, Duration.ofSeconds(1));
  }

  /** At most this many requests a minute. */
  public static RateLimit perMinute(int requests) {
    return of(requests, Duration.ofMinutes(1));
  }

  /** At most this many requests in any such period. */
  public static RateLimit of(int requests, Duration period) {
    if (requests < 1) {
      throw new IllegalArgumentException("A rate limit allows 1 request or more, got " + requests);
    }
    return new RateLimit(Duration.ofNanos((period.toNanos() + requests - 1) / requests));
  }
}
