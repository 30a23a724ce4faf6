package dev.leat.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a test moves it. Used by one thread; always UTC. */
public final class VirtualClock extends Clock {

  private Instant now;

  /** A clock that stands at an instant. */
  public VirtualClock(Instant start) {
    this.now = start;
  }

  /** A clock that stands at an ISO 8601 instant, for example {@code 2026-01-31T12:00:00Z}. */
  public static VirtualClock at(String start) {
    return new VirtualClock(Instant.parse(start));
  }

  /** Moves on by a length of time; back, if it is negative. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Steps to an instant, forth or back. */
  public void step(Instant to) {
    now = to;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** This clock: it shows instants only, which are the same in every zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
