package dev.leat.sdk.walk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stretch of time into windows, each from where the one before it ended.
 *
 * @param step how long a window is; empty for one window
 * @param clamping where borders fall
 * @param weekStart the first day of a week
 * @param zone whose midnights and months are meant
 */
record Tiles(
    Optional<TemporalAmount> step, Optional<Clamping> clamping, DayOfWeek weekStart, ZoneId zone) {

  List<Intervals.Interval> of(Intervals.Interval whole) {
    List<Intervals.Interval> tiles = new ArrayList<>();
    Instant at = whole.from();
    while (at.isBefore(whole.to())) {
      Instant border = border(at, whole.to());
      Instant end = border.isBefore(whole.to()) ? border : whole.to();
      tiles.add(new Intervals.Interval(at, end));
      at = end;
    }
    return tiles;
  }

  private Instant border(Instant at, Instant farthest) {
    ZonedDateTime from = at.atZone(zone);
    if (step.isEmpty() && clamping.isEmpty()) {
      return farthest;
    }
    ZonedDateTime stepped = step.isPresent() ? from.plus(step.get()) : from;
    if (clamping.isEmpty()) {
      return stepped.toInstant();
    }
    Instant clamped = before(stepped.toLocalDate()).atStartOfDay(zone).toInstant();
    return clamped.isAfter(at) ? clamped : after(from.toLocalDate()).atStartOfDay(zone).toInstant();
  }

  private LocalDate before(LocalDate day) {
    return switch (clamping.orElseThrow()) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private LocalDate after(LocalDate day) {
    return switch (clamping.orElseThrow()) {
      case DAY -> day.plusDays(1);
      case WEEK -> day.with(TemporalAdjusters.next(weekStart));
      case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
    };
  }
}
