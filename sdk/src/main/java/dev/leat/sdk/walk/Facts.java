package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
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
