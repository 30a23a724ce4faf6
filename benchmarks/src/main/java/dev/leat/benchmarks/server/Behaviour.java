package dev.leat.benchmarks.server;

import java.time.Clock;

/**
 * How slow the server is and how often it may be asked. Limits are counted in windows that begin at
 * whole multiples of their length, as many public APIs do. Thread-safe.
 */
final class Behaviour {

  private final Clock clock;
  private final long latencyMillis;
  private final int requests;
  private final long windowSeconds;
  private final int atOnce;
  private long window;
  private int used;

  /**
   * A server's patience.
   *
   * @param latencyMillis before each answer
   * @param requests how many a window has; 0 for no limit
   * @param atOnce how many may be asked at a time; 0 for any number
   */
  Behaviour(Clock clock, long latencyMillis, int requests, long windowSeconds, int atOnce) {
    this.clock = clock;
    this.latencyMillis = latencyMillis;
    this.requests = requests;
    this.windowSeconds = windowSeconds;
    this.atOnce = atOnce;
  }

  /**
   * What the limit says to one request.
   *
   * @param remaining of this window, after the request; negative if it is refused
   * @param reset when the next window begins, in seconds since 1970
   */
  record Grant(int limit, int remaining, long reset) {

    boolean refused() {
      return remaining < 0;
    }

    /** The header lines; none without a limit. */
    String headers() {
      return limit == 0
          ? ""
          : "X-RateLimit-Limit: %d\r\nX-RateLimit-Remaining: %d\r\nX-RateLimit-Reset: %d\r\n"
              .formatted(limit, Math.max(0, remaining), reset);
    }
  }

  /** Counts a request against the window in which it came. */
  synchronized Grant ask() {
    if (requests == 0) {
      return new Grant(0, 0, 0);
    }
    long now = clock.instant().getEpochSecond() / windowSeconds;
    if (now != window) {
      window = now;
      used = 0;
    }
    int remaining = requests - used - 1;
    if (remaining >= 0) {
      used++;
    }
    return new Grant(requests, remaining, (window + 1) * windowSeconds);
  }

  /** Whether so many requests at a time are more than it takes. */
  boolean isTooMany(int requestsNow) {
    return atOnce > 0 && requestsNow > atOnce;
  }

  void delay() throws InterruptedException {
    if (latencyMillis > 0) {
      Thread.sleep(latencyMillis);
    }
  }
}
