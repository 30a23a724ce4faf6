package dev.leat.benchmarks;

import java.time.Instant;
import java.util.Locale;

/**
 * How the table has changed since it was first loaded. A changed row has other text and a later
 * time, so it moves behind the rows that have not changed.
 */
public enum Variant {
  /** Nothing. */
  FIRST,
  /** Every tenth row, later than {@link #FIRST}. */
  TENTH,
  /** Every row, later than {@link #TENTH}. */
  ALL;

  private static final Instant FIRST_TIMES = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant TENTH_TIMES = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant ALL_TIMES = Instant.parse("2026-01-01T00:00:00Z");
  private static final int IN_TEN = 10;

  /**
   * One row as it stands in the table.
   *
   * @param number from 0, in the order of ids
   * @param version 0, or more once it has changed: every variant has its own
   * @param updatedAt ascending from place to place, never the same twice
   */
  public record Place(int number, int version, Instant updatedAt) {}

  /** How many of so many rows have not changed; they come first. */
  private int unchanged(int rows) {
    return switch (this) {
      case FIRST -> rows;
      case TENTH -> rows - rows / IN_TEN;
      case ALL -> 0;
    };
  }

  /**
   * The row at a place in the order of time.
   *
   * @param place from 0 up to but not including {@code rows}
   */
  public Place at(int place, int rows) {
    int unchanged = unchanged(rows);
    if (place >= unchanged) {
      int nth = place - unchanged;
      return this == TENTH
          ? new Place(nth * IN_TEN + IN_TEN - 1, 1, TENTH_TIMES.plusSeconds(nth))
          : new Place(nth, 2, ALL_TIMES.plusSeconds(nth));
    }
    int number = place;
    if (this == TENTH) {
      int full = rows / IN_TEN * (IN_TEN - 1);
      number =
          place < full
              ? place / (IN_TEN - 1) * IN_TEN + place % (IN_TEN - 1)
              : place + rows / IN_TEN;
    }
    return new Place(number, 0, FIRST_TIMES.plusSeconds(number));
  }

  /**
   * The variant of a name in lower case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Variant named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
