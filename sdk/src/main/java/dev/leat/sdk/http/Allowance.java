package dev.leat.sdk.http;

import java.time.Duration;

/**
 * How many requests a source still takes until its limit resets, by what its answers say, less
 * those that are under way: an answer need not have counted them. Not thread-safe: the gate that
 * keeps it is.
 */
final class Allowance {

  /** What the same moment may differ by when it is told as a number of seconds from now. */
  private static final Duration BLUR = Duration.ofSeconds(1);

  private int underWay;
  private long left = Long.MAX_VALUE;
  private ServerWait reset;
  private long resetsAt;

  /**
   * Whether one more request may go out. Always if none is under way: then nothing is to come that
   * would say more.
   *
   * @param now by a clock that only moves on, in nanoseconds
   */
  boolean hasRoom(long now) {
    if (reset != null && resetsAt - now <= 0) {
      reset = null;
      left = Long.MAX_VALUE;
    }
    return underWay == 0 || left > underWay;
  }

  void sent() {
    underWay++;
  }

  /** A request that was sent has come to its end, whatever it brought. */
  void ended() {
    underWay--;
  }

  /**
   * An answer says how many are left; of several of one period the least holds, as they may come in
   * another order than they were made.
   *
   * @param until when the period ends
   */
  void told(long remaining, ServerWait until, long now) {
    Duration later =
        reset == null ? BLUR.multipliedBy(2) : Duration.between(reset.until(), until.until());
    if (later.compareTo(BLUR) > 0) {
      reset = until;
      resetsAt = now + until.length().toNanos();
      left = remaining;
    } else if (later.negated().compareTo(BLUR) <= 0) {
      left = Math.min(left, remaining);
    }
  }
}
