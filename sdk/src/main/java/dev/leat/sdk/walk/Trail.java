package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cursors of the rows that a pass has read, in ascending order: from where to ask again if an
 * answer does not join them. Bounded; for one thread.
 */
final class Trail {

  private static final int MOST = 4_096;

  private final List<CursorValue> values = new ArrayList<>();
  private int steps;

  /** The greatest cursor that was read; null if none was. */
  CursorValue last() {
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  /** Takes note of a page whose rows ascend, and that joins those before it. */
  void add(Reader.Read read) {
    steps = 0;
    for (CursorValue value : read.values) {
      if (value != null && value.hasOrder() && (values.isEmpty() || value.isAfter(last()))) {
        values.add(value);
      }
    }
    if (values.size() > MOST) {
      values.subList(0, values.size() - MOST / 2).clear();
    }
  }

  /**
   * A cursor further back each time, twice as far as the time before; empty if there is none left
   * to go back to.
   */
  Optional<CursorValue> back() {
    steps = steps == 0 ? 1 : steps * 2;
    return steps < values.size()
        ? Optional.of(values.get(values.size() - 1 - steps))
        : Optional.empty();
  }
}
