package dev.leat.destination.sql;

import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.engine.types.FieldScanner;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The child tables of one table: each list in a JSON column of it as rows, lists within these as
 * rows of their own child tables. They are derived from the rows that the table holds after a
 * merge, within the same transaction, so whatever decided about the row has decided about its
 * children. For use by one thread.
 */
final class NestedTables {

  /** Stands in the source names of child tables: {@code order[].items}. */
  static final String WITHIN = "[].";

  /** Lists within more lists than this stay in their column. */
  private static final int MOST_LEVELS = 8;

  /** The source name of what a list holds besides objects; it is stored as {@code value}. */
  private static final String ELEMENT = "(element)";

  private final Database database;
  private final SchemaSettler settler;
  private final TableWriter parent;
  private final Nested mode;
  private final Maker maker;
  private final Map<String, ChildTable> children = new LinkedHashMap<>();
  private final NestedMerge merge;
  private boolean everything;

  /** Makes the writer of a child table. */
  @FunctionalInterface
  interface Maker {
    TableWriter make(String source, String stored) throws SQLException;
  }

  /** Takes one element as a row, with its place in each of the lists around it. */
  @FunctionalInterface
  interface Visitor {
    void take(ChildTable table, JsonRow row, long[] places) throws SQLException;
  }

  /** A child table with two scanners of its own, for lists are walked within lists. */
  record ChildTable(TableWriter writer, int level, FieldScanner elements, FieldScanner fields) {

    Target target() {
      return writer.place().live();
    }
  }

  /**
   * @param known child tables that earlier syncs have made: stored names by source names
   */
  NestedTables(
      Database database,
      SchemaSettler settler,
      TableWriter parent,
      Nested mode,
      Maker maker,
      Map<String, String> known)
      throws SQLException {
    this.database = database;
    this.settler = settler;
    this.parent = parent;
    this.mode = mode;
    this.maker = maker;
    this.merge = new NestedMerge(database, parent, this);
    for (Map.Entry<String, String> child : known.entrySet()) {
      String path = child.getKey().substring(parent.place().source().length());
      add(child.getKey(), child.getValue(), path.split("\\[]\\.", -1).length - 1);
    }
  }

  /** The child tables there are, or will be after this commit. */
  List<ChildTable> tables() {
    return children.values().stream().filter(this::isKept).toList();
  }

  /**
   * Gives the child tables the columns that the staged rows need; before the transaction.
   *
   * @return the child tables that have changed
   */
  List<TableWriter> prepareCommit(boolean marksDeleted) throws SQLException {
    if (!isNeeded() || parent.place().replaces() || !parent.place().live().exists()) {
      return List.of();
    }
    lead();
    if (parent.stage().rows() > 0) {
      for (int i = 0; i < parent.columns().size(); i++) {
        String column = parent.columns().get(i).stored();
        if (holdsLists(column)) {
          foresee(parent.stage().table(), Stage.text(i), column);
        }
      }
    }
    // Rows from before the child table was wanted, or was dropped.
    for (String column : listColumns()) {
      ChildTable child = children.get(parent.place().source() + WITHIN + column);
      if (mode == Nested.TABLES && (child == null || !child.target().exists())) {
        everything |= foresee(parent.place().live().qualified(), Sql.name(column), column) > 0;
      }
    }
    return settle(marksDeleted);
  }

  /** As {@link #prepareCommit}, for rows of the side table that will replace all others. */
  List<TableWriter> prepareSwap(boolean marksDeleted) throws SQLException {
    if (!isNeeded()) {
      return List.of();
    }
    lead();
    for (String column : listColumns()) {
      foresee(parent.place().side().qualified(), Sql.name(column), column);
    }
    everything = true;
    return settle(marksDeleted);
  }

  /** Brings the child tables up to the rows of their table; within the transaction. */
  void apply() throws SQLException {
    if (!tables().isEmpty()) {
      merge.run(everything || isTruncated());
    }
  }

  /** Starts the next commit. */
  void clear() throws SQLException {
    everything = false;
    for (ChildTable child : children.values()) {
      child.writer().clear();
    }
  }

  /** The columns of the table that may hold lists. */
  List<String> listColumns() {
    return parent.place().live().columns().keySet().stream().filter(this::holdsLists).toList();
  }

  /** The condition that a text is a list with something in it. */
  static String isList(Dialect dialect, String text) {
    return "starts_with(%1$s, '[') AND %1$s <> '[]' AND %2$s".formatted(text, dialect.isJson(text));
  }

  /** Walks over a list in a column of the table, and over the lists in it. */
  void walk(String column, byte[] list, Visitor visitor) throws SQLException {
    String source = parent.place().source() + WITHIN + column;
    walk(source, parent.place().live().name() + "__" + column, list, new long[0], visitor);
  }

  private void walk(String source, String stored, byte[] list, long[] around, Visitor visitor)
      throws SQLException {
    Optional<ChildTable> found = table(source, stored, around.length + 1);
    if (found.isEmpty()) {
      return;
    }
    ChildTable table = found.get();
    long[] places = Arrays.copyOf(around, around.length + 1);
    table.elements().openList(list);
    for (long place = 0; table.elements().nextElement(); place++) {
      places[around.length] = place;
      byte[] row = row(table);
      visitor.take(table, JsonRow.slice(row, 0, row.length), places);
      table.fields().open(row, 0, row.length);
      while (table.fields().next()) {
        byte[] value = table.fields().literal();
        if (value[0] == '[' && !isEmpty(value)) {
          String field = table.writer().names().stored(table.fields().name());
          walk(source + WITHIN + field, stored + "__" + field, value, places, visitor);
        }
      }
    }
  }

  private static boolean isEmpty(byte[] list) {
    return new String(list, 1, list.length - 2, StandardCharsets.UTF_8).isBlank();
  }

  private static byte[] row(ChildTable table) {
    byte[] element = table.elements().literal();
    if (element[0] == '{') {
      return element;
    }
    table.writer().names().named(ELEMENT, "value");
    String text = new String(element, StandardCharsets.UTF_8);
    return ("{\"" + ELEMENT + "\":" + text + "}").getBytes(StandardCharsets.UTF_8);
  }

  private Optional<ChildTable> table(String source, String stored, int level) throws SQLException {
    ChildTable known = children.get(source);
    if (known != null) {
      return isKept(known) ? Optional.of(known) : Optional.empty();
    }
    if (mode == Nested.JSON || level > MOST_LEVELS) {
      return Optional.empty();
    }
    ChildTable made = add(source, database.dialect().style().of(stored), level);
    made.writer().lead(merge.references(level));
    return Optional.of(made);
  }

  private ChildTable add(String source, String stored, int level) throws SQLException {
    ChildTable child =
        new ChildTable(maker.make(source, stored), level, new FieldScanner(), new FieldScanner());
    children.put(source, child);
    return child;
  }

  private boolean isNeeded() {
    return mode == Nested.TABLES || children.values().stream().anyMatch(this::isKept);
  }

  /** A child table that exists is kept up to date, whatever this sync asks for: never stale. */
  private boolean isKept(ChildTable child) {
    return mode == Nested.TABLES || child.target().exists();
  }

  /** A column that has become text may hold lists as well, if it did before. */
  private boolean holdsLists(String column) {
    Optional<ColumnType> type = parent.place().live().type(column);
    boolean listed = children.containsKey(parent.place().source() + WITHIN + column);
    return type.filter(each -> each.kind() == Kind.JSON || (each.kind() == Kind.TEXT && listed))
        .isPresent();
  }

  private void lead() throws SQLException {
    for (ChildTable child : tables()) {
      Map<String, ColumnType> references = merge.references(child.level());
      boolean changed = !child.target().columns().keySet().containsAll(references.keySet());
      if (child.target().exists() && changed) {
        throw new ConfigurationException(
            "The child table "
                + child.target().name()
                + " refers to its table by other columns than "
                + String.join(", ", references.keySet())
                + ", for the key of table "
                + parent.place().source()
                + " has changed: drop the child table, the next sync makes it anew");
      }
      child.writer().lead(references);
    }
  }

  private long foresee(String table, String value, String column) throws SQLException {
    String text = "CAST(" + value + " AS VARCHAR)";
    long[] lists = {0};
    database.each(
        "SELECT " + text + " FROM " + table + " WHERE " + isList(database.dialect(), text),
        row -> {
          lists[0]++;
          byte[] list = row.getString(1).getBytes(StandardCharsets.UTF_8);
          walk(column, list, (child, element, places) -> child.writer().foresee(element));
        });
    return lists[0];
  }

  private List<TableWriter> settle(boolean marksDeleted) throws SQLException {
    List<TableWriter> changed = new ArrayList<>();
    if (!tables().isEmpty() && !parent.merges()) {
      settler.numberRows(parent.place().live());
    }
    for (ChildTable child : tables()) {
      if (settler.settle(child.writer(), marksDeleted)) {
        changed.add(child.writer());
      }
      settler.index(child.target(), merge.parentColumns());
    }
    return changed;
  }

  private boolean isTruncated() {
    for (int i = 0; i < parent.segments().count(); i++) {
      if (parent.segments().truncateBefore(i) != Segments.NO_TRUNCATE) {
        return true;
      }
    }
    return false;
  }
}
