package dev.leat.testkit.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * In which form a source writes the times of its rows, and so how it compares them. A stamp is what
 * it compares: milliseconds since 1970, as if its calendar were UTC.
 */
public enum Stamps {
  /** {@code 2026-03-01T12:00:00.250Z}. */
  MILLIS(1, "2026-03-01T12:00:00Z", "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'"),
  /** {@code 2026-03-01T12:00:00Z}: coarser than a filter may be. */
  SECONDS(1_000, "2026-03-01T12:00:00Z", "uuuu-MM-dd'T'HH:mm:ss'Z'"),
  /** {@code 2026-03-01}, in UTC: many changes leave it as it is. Midnight is near. */
  DATES(86_400_000, "2026-03-01T23:30:00Z", "uuuu-MM-dd"),
  /**
   * {@code 2026-10-25T02:30:00}, in {@link #ZONE} and without an offset: summer time is about to
   * end, so the clock shows an hour twice.
   */
  LOCAL(1_000, "2026-10-25T00:20:00Z", "uuuu-MM-dd'T'HH:mm:ss");

  /** Where the clock of {@link #LOCAL} hangs. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private final long unit;
  private final Instant start;
  private final DateTimeFormatter format;

  Stamps(long unit, String start, String pattern) {
    this.unit = unit;
    this.start = Instant.parse(start);
    this.format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /** When a history of such a source begins. */
  public Instant start() {
    return start;
  }

  /** The milliseconds of which it makes one stamp. */
  public long unit() {
    return unit;
  }

  /** The milliseconds after which its clock shows another time of day. */
  long clockTick() {
    return this == DATES ? 1 : unit;
  }

  /** What a row that had a stamp gets when it changes at another. */
  long following(long now, long last) {
    return switch (this) {
      case MILLIS, SECONDS -> Math.max(now, last + unit);
      case DATES -> Math.max(now, last);
      case LOCAL -> now;
    };
  }

  /** The stamp of a moment. */
  long of(long millis) {
    long shown =
        this == LOCAL
            ? millis
                + ZONE.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1_000L
            : millis;
    return Math.floorDiv(shown, unit) * unit;
  }

  /** A stamp as it is written. */
  String text(long stamp) {
    return format.format(Instant.ofEpochMilli(stamp));
  }

  /** Reads a stamp, or a time in a question that is finer than a stamp. */
  public long parse(String text) {
    return switch (this) {
      case MILLIS, SECONDS -> Instant.parse(text).toEpochMilli();
      case DATES -> LocalDate.parse(text).toEpochDay() * unit;
      case LOCAL -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
    };
  }
}
