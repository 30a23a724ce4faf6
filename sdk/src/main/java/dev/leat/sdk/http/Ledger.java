package dev.leat.sdk.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** What of a budget is spent. Not thread-safe: the gate that keeps it is. */
final class Ledger {

  private final CallBudget budget;
  private final long period;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long spent;

  /** Calls at one time, in nanoseconds. */
  private record Entry(long at, int calls) {}

  Ledger(CallBudget budget) {
    this.budget = budget;
    this.period = budget.period().toNanos();
  }

  CallBudget budget() {
    return budget;
  }

  /**
   * How long until there is room for so many calls, in nanoseconds; 0 for now.
   *
   * @param now by a clock that only moves on, for moving windows; since 1970 for fixed ones
   */
  long waitFor(int calls, long now) {
    forgetBefore(now);
    long left = spent;
    long wait = 0;
    for (Entry each : entries) {
      if (left + calls <= budget.calls()) {
        break;
      }
      left -= each.calls;
      wait = end(each) - now;
    }
    return wait;
  }

  void spend(int calls, long now) {
    if (calls > 0) {
      entries.addLast(new Entry(now, calls));
      spent += calls;
    }
  }

  private void forgetBefore(long now) {
    while (!entries.isEmpty() && end(entries.peekFirst()) - now <= 0) {
      spent -= entries.removeFirst().calls;
    }
  }

  /** When an entry no longer counts. */
  private long end(Entry entry) {
    return budget.kind() == CallBudget.Kind.MOVING
        ? entry.at + period
        : Math.floorDiv(entry.at, period) * period + period;
  }
}
