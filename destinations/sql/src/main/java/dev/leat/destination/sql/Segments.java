package dev.leat.destination.sql;

import dev.leat.sdk.schema.Disposition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Cuts the operations on a table into stretches within which sets may be merged instead of rows.
 *
 * <p>Within a segment, in this order: a truncate that opens it, whole rows and deletes, then
 * partial updates. An operation that would have to come earlier than that opens the next segment.
 * For use by one thread.
 */
final class Segments {

  /** Bounds the memory of a segment whose updates touch ever more keys. */
  private static final int MOST_KEYS = 100_000;

  private final List<Long> truncates = new ArrayList<>(List.of(NO_TRUNCATE));
  private final Set<String> lateKeys = new HashSet<>();

  /** Marks a segment that no truncate opens. */
  static final long NO_TRUNCATE = Long.MIN_VALUE;

  /** How many segments there are: at least one. */
  int count() {
    return truncates.size();
  }

  /**
   * Which rows go when a segment starts: those stored before so many microseconds since 1970; all
   * for {@link Long#MAX_VALUE}; none for {@link #NO_TRUNCATE}.
   */
  long truncateBefore(int segment) {
    return truncates.get(segment);
  }

  /** The segment of the next row. */
  int next(StagedOperation operation, Disposition disposition, Supplier<String> key) {
    return switch (disposition) {
      case APPEND -> nextAppended(operation);
      case MERGE, REPLACE -> nextMerged(operation, key);
    };
  }

  void truncate(long beforeMicros) {
    open(beforeMicros);
  }

  void clear() {
    truncates.clear();
    open(NO_TRUNCATE);
  }

  private int nextMerged(StagedOperation operation, Supplier<String> key) {
    if (operation == StagedOperation.UPDATE) {
      if (lateKeys.size() == MOST_KEYS) {
        open(NO_TRUNCATE);
      }
      lateKeys.add(key.get());
    } else if (!lateKeys.isEmpty() && lateKeys.contains(key.get())) {
      open(NO_TRUNCATE);
    }
    return truncates.size() - 1;
  }

  /** Deletes from a table that keeps every row come after the rows of their segment. */
  private int nextAppended(StagedOperation operation) {
    if (operation == StagedOperation.DELETE) {
      lateKeys.add("");
    } else if (!lateKeys.isEmpty()) {
      open(NO_TRUNCATE);
    }
    return truncates.size() - 1;
  }

  private void open(long truncateBefore) {
    truncates.add(truncateBefore);
    lateKeys.clear();
  }
}
