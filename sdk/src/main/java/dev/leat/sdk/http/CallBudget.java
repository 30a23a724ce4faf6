package dev.leat.sdk.http;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * How often this side asks, whatever the source allows. A source may have several at once; a
 * request goes out when all that it falls under have room for it. They are kept by all users of a
 * source together. Immutable.
 */
public final class CallBudget {

  private final Kind kind;
  private final int calls;
  private final Duration period;
  private final Predicate<Request> scope;
  private final ToIntFunction<Request> weight;

  /** How calls are counted. */
  enum Kind {
    MOVING,
    FIXED
  }

  private CallBudget(
      Kind kind,
      int calls,
      Duration period,
      Predicate<Request> scope,
      ToIntFunction<Request> weight) {
    if (calls < 1) {
      throw new IllegalArgumentException("A budget allows 1 call or more, got " + calls);
    }
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A budget is for some time, got " + period);
    }
    this.kind = kind;
    this.calls = calls;
    this.period = period;
    this.scope = scope;
    this.weight = weight;
  }

  /**
   * Evenly spaced calls, at most this many a period: right for every way in which a source may
   * count, as there is never a burst.
   */
  public static CallBudget evenly(int calls, Duration period) {
    if (calls < 1) {
      throw new IllegalArgumentException("A budget allows 1 call or more, got " + calls);
    }
    Duration spacing = Duration.ofNanos((period.toNanos() + calls - 1) / calls);
    return new CallBudget(Kind.MOVING, 1, spacing, request -> true, request -> 1);
  }

  /** At most this many calls within any stretch of time that is as long as the period. */
  public static CallBudget inAny(int calls, Duration period) {
    return new CallBudget(Kind.MOVING, calls, period, request -> true, request -> 1);
  }

  /**
   * At most this many calls in each period, counted from 1970-01-01T00:00Z on: each minute, each
   * day.
   */
  public static CallBudget inEach(int calls, Duration period) {
    return new CallBudget(Kind.FIXED, calls, period, request -> true, request -> 1);
  }

  /** The same budget, for these requests only. */
  public CallBudget of(Predicate<Request> requests) {
    return new CallBudget(kind, calls, period, requests, weight);
  }

  /** The same budget, of which a request takes as much as this says: 0 or more. */
  public CallBudget weighing(ToIntFunction<Request> calls) {
    return new CallBudget(kind, this.calls, period, scope, calls);
  }

  Kind kind() {
    return kind;
  }

  int calls() {
    return calls;
  }

  Duration period() {
    return period;
  }

  /** How much of it a request takes; never more than there is, as it could never go out. */
  int shareOf(Request request) {
    return scope.test(request) ? Math.min(calls, Math.max(0, weight.applyAsInt(request))) : 0;
  }

  /** {@code 10 calls in any 60 s}. */
  @Override
  public String toString() {
    return (calls == 1 ? "1 call" : calls + " calls")
        + (kind == Kind.MOVING ? " in any " : " in each ")
        + Shown.time(period);
  }
}
