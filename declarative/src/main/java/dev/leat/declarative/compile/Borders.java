package dev.leat.declarative.compile;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.walk.Clamping;
import dev.leat.sdk.walk.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * Where windows begin and end.
 *
 * @param weekStart the first day of a week
 */
record Borders(Clamping clamping, DayOfWeek weekStart) {

  /**
   * @throws ConfigurationException if there are no such borders
   */
  static Borders of(String clamping, String weekStart) {
    try {
      return new Borders(Clamping.valueOf(clamping), DayOfWeek.valueOf(weekStart));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Borders of windows are "
              + clamping
              + " and weeks begin on "
              + weekStart
              + ": give DAY, WEEK or MONTH, and a day such as MONDAY",
          e);
    }
  }

  /** The last border that is not after an instant. */
  Instant atOrBefore(Instant instant) {
    LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    LocalDate border =
        switch (clamping) {
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
          case MONTH -> day.withDayOfMonth(1);
        };
    return border.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Timestamp clamping(Timestamp walk) {
    return clamping == Clamping.WEEK ? walk.clampingWeeksFrom(weekStart) : walk.clamping(clamping);
  }
}
