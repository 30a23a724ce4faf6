package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.state.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a walk by a filter is to read, by their time. One with an end is a backfill: how far
 * it came is kept apart from the table's position, which stays as it is. Immutable.
 *
 * @param start the first instant to read
 * @param end the instant before which to read
 */
record Stretch(Optional<Instant> start, Optional<Instant> end) {

  static final Stretch EVERYTHING = new Stretch(Optional.empty(), Optional.empty());

  private static final String BACKFILL = "backfill";
  private static final String FROM = "from";
  private static final String TO = "to";

  /** Whether a row of this value is to be read; one without a value is. */
  boolean holds(CursorValue value) {
    return value == null || (!isBeforeStart(value) && !isPassedBy(value));
  }

  private boolean isBeforeStart(CursorValue value) {
    return start.isPresent() && value.instant().isBefore(start.get());
  }

  /** Whether a value is not before the end. */
  boolean isPassedBy(CursorValue value) {
    return end.isPresent() && !value.instant().isBefore(end.get());
  }

  /** Of what is kept of a table, how far this stretch was read. */
  Cursor storedIn(Cursor ofTable) {
    if (end.isEmpty()) {
      return ofTable;
    }
    return ofTable.parts(BACKFILL).stream()
        .filter(each -> each.text(FROM).equals(from()) && each.text(TO).equals(to()))
        .findFirst()
        .map(each -> each.without(FROM).without(TO))
        .orElse(Cursor.empty());
  }

  /** What is kept of a table, with how far this stretch was read. */
  Cursor storeIn(Cursor ofTable, Cursor reached) {
    if (end.isEmpty()) {
      return reached;
    }
    Cursor stretch = reached.with(TO, end.get().toString());
    return ofTable.with(BACKFILL, List.of(Sync.withOptional(stretch, FROM, from())));
  }

  /** What is kept of a table once this stretch was read. */
  Cursor readIn(Cursor ofTable) {
    return end.isEmpty() ? ofTable : ofTable.without(BACKFILL);
  }

  private Optional<String> from() {
    return start.map(Instant::toString);
  }

  private Optional<String> to() {
    return end.map(Instant::toString);
  }
}
