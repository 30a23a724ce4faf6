package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a connector declared of one table's source; what it left open has the safe value. Copied
 * before it is changed, so that builders stay immutable.
 */
final class Facts extends Declared<Facts> {

  /** In which order rows come. */
  enum Order {
    UNDECLARED,
    ASCENDING,
    NEWEST_FIRST
  }

  /** Whether {@code since} gives rows stamped exactly so. */
  enum Bound {
    UNDECLARED,
    INCLUSIVE,
    EXCLUSIVE
  }

  static final int UNCAPPED = Integer.MAX_VALUE;
  static final int CAP_UNDECLARED = 0;

  final Table table;
  Optional<CursorField> cursor = Optional.empty();
  RowsAt rowsAt = RowsAt.of("");
  RowMap rowMap = RowMap.unchanged();

  /** Tables of the rows that the map takes out of others. */
  List<Table> children = List.of();

  Order order = Order.UNDECLARED;
  Bound bound = Bound.UNDECLARED;
  Optional<Duration> granularity = Optional.empty();
  Duration visibilityLag = Duration.ofMinutes(5);
  Duration clockSkew = Duration.ofSeconds(60);
  Duration lookback = Duration.ZERO;
  int pageCap = CAP_UNDECLARED;
  long maxPages = 1_000_000;
  Optional<Instant> start = Optional.empty();
  Optional<Instant> end = Optional.empty();

  /** Start and end are those of windows, which are kept in the state by themselves. */
  boolean inWindows;

  NullCursors nullCursors = NullCursors.INCOMPLETE;
  Pager pager = Pager.NONE;

  /** Rows that were not claimed when they were sent are sent again by the next sync. */
  boolean resendsYoung;

  /** Names of pages stand for places, though they look like counts. */
  boolean placesAreNamed;

  Facts(Table table) {
    this.table = table;
  }

  /** The table itself, and those of its rows' children. */
  List<Table> tables() {
    List<Table> all = new ArrayList<>();
    all.add(table);
    all.addAll(children);
    return List.copyOf(all);
  }

  /** Which rows are to be read. */
  Stretch stretch() {
    return inWindows ? Stretch.EVERYTHING : new Stretch(start, end);
  }

  CursorField cursorField() {
    return cursor.orElseThrow();
  }

  /** "Table user": how messages begin. */
  String subject() {
    return "Table " + table.name();
  }

  void require(boolean holds, String problemAndFix) {
    if (!holds) {
      throw new IllegalArgumentException(subject() + ": " + problemAndFix);
    }
  }

  void requireCursor() {
    require(
        cursor.isPresent(), "no cursor: add cursor(CursorField.instant(\"...\")) or another type");
    require(
        lookback.isZero() || cursorField().isTime(),
        "lookback is for cursors that are times: remove it");
    require(
        granularity.isEmpty() || cursorField().isTime(),
        "granularity is for cursors that are times: remove it");
  }

  /**
   * @throws ConfigurationException if the start is not before the end: both usually come from
   *     settings, so it is not the author who must act
   */
  void requireStretch() {
    require(
        (start.isEmpty() && end.isEmpty()) || cursorField().isTime(),
        "start and end are for cursors that are times: remove them");
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw new ConfigurationException(
          subject()
              + ": the start, "
              + start.get()
              + ", is not before the end, "
              + end.get()
              + ": give an earlier start or a later end, or no end for now");
    }
  }

  /** A position that has no predecessor can only be asked for again if the source includes it. */
  void requireReadableAgain() {
    CursorField field = cursorField();
    boolean hasPredecessor = field.isTime() || field.isNumber();
    boolean isUnique = table.primaryKey().equals(List.of(field.field()));
    require(
        hasPredecessor || bound == Bound.INCLUSIVE || isUnique,
        "cursor \""
            + field.field()
            + "\" is text, which has no predecessor to ask from: declare inclusive(), or make it"
            + " the table's only key, or page by Keyset.after(...)");
    require(
        field.type() != CursorField.Type.OPAQUE || order == Order.ASCENDING,
        "an opaque cursor has no order of its own: declare ascending()");
  }
}
