package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a table has been read: what is closed, how far this pass came, and whether its rows were
 * in order. Never moves back. For one thread.
 */
final class Position {

  static final String CURSOR = "cursor";

  private final CursorField field;
  private final Facts facts;
  private CursorValue closed;
  private CursorValue reached;
  private CursorValue last;
  private String disorder;
  private Instant horizon;

  Position(Facts facts, Cursor stored) {
    this.facts = facts;
    this.field = facts.cursor.orElse(null);
    this.closed = field == null ? null : stored.text(CURSOR).map(field::parse).orElse(null);
    this.reached = closed;
  }

  /** No row younger than this is claimed: others like it may still become visible. */
  void startedAt(Instant start) {
    horizon = start.minus(facts.visibilityLag).minus(facts.clockSkew);
  }

  /** The youngest instant that may be claimed. */
  Instant horizon() {
    return horizon;
  }

  /** The last closed position; null if there is none. */
  CursorValue closed() {
    return closed;
  }

  /** How far this pass came, up to the horizon; null if nowhere. */
  CursorValue reached() {
    return reached;
  }

  /** Takes up an interrupted pass. */
  void resumeAt(String text) {
    note(field.parse(text));
  }

  /** Whether there is a cursor to follow. */
  boolean isTracked() {
    return field != null;
  }

  /** The row's value; null if it has none. Equal texts are read once. */
  CursorValue valueOf(JsonRow row) {
    if (field == null) {
      return null;
    }
    Optional<String> text = field.textIn(row);
    if (text.isEmpty()) {
      return null;
    }
    return last != null && last.text().equals(text.get())
        ? last
        : field.read(text.get()).orElse(null);
  }

  /** A row was read, after the one before it. */
  void read(CursorValue value) {
    if (field.type() != CursorField.Type.OPAQUE
        && last != null
        && disorder == null
        && last.isAfter(value)) {
      disorder = value.text() + " after " + last.text();
    }
    last = value;
    note(value);
  }

  private void note(CursorValue value) {
    if (field.type() == CursorField.Type.OPAQUE) {
      reached = value;
    } else if ((reached == null || value.isAfter(reached)) && isBelowHorizon(value)) {
      reached = value;
    }
  }

  boolean isBelowHorizon(CursorValue value) {
    return !field.isTime() || !value.instant().isAfter(horizon);
  }

  /** How far a pass had come. */
  record Mark(CursorValue reached, String disorder) {}

  Mark mark() {
    return new Mark(reached, disorder);
  }

  /** Takes back what was read since. */
  void backTo(Mark mark) {
    reached = mark.reached;
    disorder = mark.disorder;
    last = null;
  }

  /** Takes back how far this pass came since, not what was seen of the order. */
  void notReached(Mark mark) {
    reached = mark.reached;
    last = null;
  }

  /** The next row does not follow the last one: another question is asked. */
  void breakOrder() {
    last = null;
  }

  /** What was read out of ascending order, for messages; null if nothing. */
  String disorder() {
    return disorder;
  }

  /** All that was reached is closed. */
  void close() {
    closed = reached;
  }

  /** The cursor of the closed position. */
  Cursor store(Cursor cursor) {
    return closed == null ? cursor : cursor.with(CURSOR, closed.text());
  }
}
