package dev.leat.sdk.walk;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The stretches of time that are closed, each from its start up to but not with its end: apart from
 * each other and ascending. Immutable.
 */
record Intervals(List<Interval> list) {

  private static final String FROM = "from";
  private static final String TO = "to";

  /** More holes than this are no state but a sign that nothing works. */
  private static final int MOST = 100;

  /** A stretch of time, not empty. */
  record Interval(Instant from, Instant to) {}

  Intervals {
    list = List.copyOf(list);
  }

  static Intervals of(List<Cursor> stored) {
    Intervals all = new Intervals(List.of());
    for (Cursor each : stored) {
      all =
          all.with(
              Instant.parse(each.text(FROM).orElseThrow()),
              Instant.parse(each.text(TO).orElseThrow()));
    }
    return all;
  }

  List<Cursor> stored() {
    return list.stream()
        .map(each -> Cursor.of(FROM, each.from.toString()).with(TO, each.to.toString()))
        .toList();
  }

  /**
   * These and one more; merged where they touch.
   *
   * @throws SourceDataException if too many windows have failed
   */
  Intervals with(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return this;
    }
    List<Interval> merged = new ArrayList<>();
    Instant low = from;
    Instant high = to;
    for (Interval each : list) {
      if (each.to.isBefore(low)) {
        merged.add(each);
      } else if (!each.from.isAfter(high)) {
        low = each.from.isBefore(low) ? each.from : low;
        high = each.to.isAfter(high) ? each.to : high;
      }
    }
    int place = merged.size();
    for (Interval each : list) {
      if (each.from.isAfter(high)) {
        merged.add(each);
      }
    }
    merged.add(place, new Interval(low, high));
    if (merged.size() > MOST) {
      throw new SourceDataException(
          "More than " + MOST + " windows could not be read: mend their cause first");
    }
    return new Intervals(merged);
  }

  /** These, the last of them shortened at its end, so that this much is read again. */
  Intervals endingEarlier(Duration lookback) {
    if (list.isEmpty() || lookback.isZero()) {
      return this;
    }
    List<Interval> shortened = new ArrayList<>(list);
    Interval last = shortened.remove(shortened.size() - 1);
    return new Intervals(shortened).with(last.from, last.to.minus(lookback));
  }

  /** What is not closed between two instants, ascending. */
  List<Interval> gaps(Instant from, Instant to) {
    List<Interval> gaps = new ArrayList<>();
    Instant at = from;
    for (Interval each : list) {
      if (at.isBefore(each.from) && at.isBefore(to)) {
        gaps.add(new Interval(at, each.from.isBefore(to) ? each.from : to));
      }
      at = at.isBefore(each.to) ? each.to : at;
      if (!at.isBefore(to)) {
        return gaps;
      }
    }
    if (at.isBefore(to)) {
      gaps.add(new Interval(at, to));
    }
    return gaps;
  }
}
