package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/** By what rows are known to be new. */
public sealed interface Increment {

  /** Everything is read each time. */
  record None() implements Increment {}

  /**
   * A time.
   *
   * @param field its name
   * @param formats in which rows have it, tried in order, in Python's notation
   * @param format in which it is asked for
   * @param start the first instant
   * @param end the last instant; empty for now
   * @param step how long a window is, an ISO duration; empty for one window
   * @param unit of the source's filter, an ISO duration; empty if nothing is said
   * @param lookback how far before the last position each sync begins, an ISO duration
   * @param from where the older end goes
   * @param until where the newer end goes
   * @param fromName what expressions call the older end
   * @param untilName what expressions call the newer end
   * @param feed whether the source gives the newest first, without a filter
   * @param filterHere whether the source has no filter
   * @param borders where windows begin: DAY, WEEK or MONTH
   * @param weekStart the first day of a week; empty for MONDAY
   */
  record Time(
      Expression field,
      List<String> formats,
      String format,
      Bound start,
      Optional<Bound> end,
      Optional<Expression> step,
      Optional<Expression> unit,
      Optional<Expression> lookback,
      Optional<Placement> from,
      Optional<Placement> until,
      String fromName,
      String untilName,
      boolean feed,
      boolean filterHere,
      Optional<Expression> borders,
      Optional<Expression> weekStart)
      implements Increment {

    /** Keeps the formats. */
    public Time {
      formats = List.copyOf(formats);
    }
  }

  /**
   * An end of the time to read.
   *
   * @param format of all three; empty for that of the cursor
   */
  record Bound(
      Expression at,
      Optional<Expression> least,
      Optional<Expression> most,
      Optional<String> format) {}

  /** A number that grows. */
  record Count(Expression field, Optional<Expression> start, Optional<Placement> from)
      implements Increment {}
}
