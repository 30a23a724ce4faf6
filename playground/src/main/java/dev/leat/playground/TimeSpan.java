package dev.leat.playground;

import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a time filter, as ranks in the order by (updatedAt, id). Valid for the moment at
 * which it was made.
 *
 * @param rows all rows in that order
 * @param from first rank inside
 * @param to first rank after the inside; not below {@code from}
 */
record TimeSpan(SortedRows rows, int from, int to) {

  /**
   * Finds the rows of a filter.
   *
   * @param since earliest time, or none
   * @param rule whether {@code since} itself is inside
   * @param until first time that is outside, or none
   */
  record Filter(Optional<Instant> since, Since rule, Optional<Instant> until) {

    TimeSpan in(SortedRows rows) {
      int from = since.map(time -> rows.firstRank(row -> isFrom(time, row))).orElse(0);
      int to =
          until
              .map(time -> rows.firstRank(row -> !row.updatedAt().isBefore(time)))
              .orElse(rows.size());
      return new TimeSpan(rows, from, Math.max(from, to));
    }

    private boolean isFrom(Instant time, StoredPerson row) {
      return switch (rule) {
        case INCLUSIVE -> !row.updatedAt().isBefore(time);
        case EXCLUSIVE -> row.updatedAt().isAfter(time);
      };
    }
  }

  int size() {
    return to - from;
  }

  /** Returns at most {@code limit} rows after skipping {@code offset}, in {@code order}. */
  List<StoredPerson> page(long offset, long limit, Order order) {
    int skipped = (int) Math.min(offset, size());
    int taken = (int) Math.min(limit, size() - skipped);
    return switch (order) {
      case OLDEST_FIRST -> rows.slice(from + skipped, from + skipped + taken);
      case NEWEST_FIRST -> {
        List<StoredPerson> page = rows.slice(to - skipped - taken, to - skipped);
        Collections.reverse(page);
        yield page;
      }
    };
  }

  /** Returns the rows that come after {@code position} in {@code order}, which may have moved. */
  TimeSpan after(ScrollToken.Position position, Order order) {
    return switch (order) {
      case OLDEST_FIRST -> {
        int next = rows.firstRank(row -> position.compareTo(row) < 0);
        yield new TimeSpan(rows, Math.min(to, Math.max(from, next)), to);
      }
      case NEWEST_FIRST -> {
        int last = rows.firstRank(row -> position.compareTo(row) <= 0);
        yield new TimeSpan(rows, from, Math.max(from, Math.min(to, last)));
      }
    };
  }
}
