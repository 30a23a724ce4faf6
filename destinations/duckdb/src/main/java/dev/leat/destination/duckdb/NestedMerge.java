package dev.leat.destination.duckdb;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Replaces the rows of child tables by what the rows of their table hold now: of those that a
 * commit has touched, or of all. Within the transaction of the commit; for use by one thread.
 */
final class NestedMerge {

  private static final String TOUCHED = "temp.main.leat_touched";
  private static final String REFERENCE = "_leat_parent_";
  private static final String INDEX = "_leat_index";

  /** How many rows are read at once: their lists are held in memory. */
  private static final long PORTION = 100_000;

  private final Database database;
  private final TableWriter parent;
  private final NestedTables nested;

  /** A column of the table that the rows of child tables refer to. */
  private record Reference(String column, String name, ColumnType type) {}

  NestedMerge(Database database, TableWriter parent, NestedTables nested) {
    this.database = database;
    this.parent = parent;
    this.nested = nested;
  }

  /**
   * The columns that say where the row of a child table belongs: the key of its table's row, or the
   * number of that row; its place in each list around it, from without; and in its own.
   */
  Map<String, ColumnType> references(int level) {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    referenced().forEach(each -> columns.put(each.name(), each.type()));
    for (int i = 1; i < level; i++) {
      columns.put(INDEX + "_" + i, ColumnType.of(Kind.INT64));
    }
    columns.put(INDEX, ColumnType.of(Kind.INT64));
    return columns;
  }

  /**
   * Replaces rows.
   *
   * @param everything those of all rows of the table, not of the touched ones alone
   */
  void run(boolean everything) throws SQLException {
    if (!everything && parent.stage().rows() == 0) {
      return;
    }
    String which = parent.merges() ? touched(everything) : numbered(everything);
    if (!nested.listColumns().isEmpty()) {
      stage(which);
    }
    for (NestedTables.ChildTable child : nested.tables()) {
      child.writer().stage().flush();
      if (child.writer().stage().rows() > 0) {
        insert(child);
      }
      if (!everything && !parent.merges() && live().marksDeleted()) {
        markDeleted(child);
      }
    }
  }

  /** Removes the children of the touched rows; answers the condition to be one of these. */
  private String touched(boolean everything) throws SQLException {
    if (everything) {
      removeAll("");
      return "true";
    }
    MergeColumns columns = MergeColumns.ofStage(parent);
    List<MergeColumns.Pair> keys = columns.keys();
    database.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + TOUCHED
            + " AS SELECT DISTINCT "
            + each(keys.size(), i -> keys.get(i).value() + " AS k" + i, ", ")
            + " FROM "
            + parent.stage().table()
            + " s");
    removeAll(
        " WHERE EXISTS (SELECT 1 FROM "
            + TOUCHED
            + " k WHERE "
            + each(keys.size(), i -> "k.k" + i + " = c." + Sql.name(name(i)), " AND ")
            + ")");
    return "EXISTS (SELECT 1 FROM "
        + TOUCHED
        + " k WHERE "
        + each(keys.size(), i -> "k.k" + i + " = " + keys.get(i).target(), " AND ")
        + ")";
  }

  /** Removes the children of rows that are gone, and numbers the rows that are new. */
  private String numbered(boolean everything) throws SQLException {
    String table = live().qualified();
    removeAll(
        everything ? "" : " WHERE NOT EXISTS (SELECT 1 FROM " + table + " t WHERE " + own() + ")");
    long last = database.count("SELECT coalesce(max(" + Target.ROW + "), 0) FROM " + table);
    database.change(
        "UPDATE "
            + table
            + " AS t SET "
            + Target.ROW
            + " = n.number FROM (SELECT rowid AS _rid, "
            + last
            + " + row_number() OVER (ORDER BY rowid) AS number FROM "
            + table
            + " WHERE "
            + Target.ROW
            + " IS NULL) n WHERE t.rowid = n._rid");
    return everything ? "true" : "t." + Target.ROW + " > " + last;
  }

  private void removeAll(String where) throws SQLException {
    for (NestedTables.ChildTable child : nested.tables()) {
      database.change("DELETE FROM " + child.target().qualified() + " AS c" + where);
    }
  }

  private void stage(String which) throws SQLException {
    List<String> lists = nested.listColumns();
    String any =
        lists.stream()
            .map(each -> "(" + NestedTables.isList(text(each)) + ")")
            .collect(Collectors.joining(" OR "));
    String rows = " FROM " + live().qualified() + " t WHERE " + which + " AND (" + any + ")";
    long portions = database.count("SELECT count(*)" + rows) / PORTION + 1;
    List<String> values = new ArrayList<>();
    for (Reference each : referenced()) {
      values.add(
          Sql.widened("t." + Sql.name(each.column()), each.type(), ColumnType.of(Kind.TEXT)));
    }
    for (String list : lists) {
      String text = text(list);
      values.add("CASE WHEN " + NestedTables.isList(text) + " THEN " + text + " END");
    }
    String deleted = live().marksDeleted() ? "coalesce(t." + Target.DELETED + ", false)" : "false";
    for (long portion = 0; portion < portions; portion++) {
      database.each(
          "SELECT epoch_us(t."
              + Target.SYNCED_AT
              + "), "
              + deleted
              + ", "
              + String.join(", ", values)
              + rows
              + " AND hash(t.rowid) % "
              + portions
              + " = "
              + portion
              + " ORDER BY t.rowid",
          row -> stage(row, lists));
    }
  }

  private void stage(ResultSet row, List<String> lists) throws SQLException {
    long atMicros = row.getLong(1);
    StagedOperation operation = row.getBoolean(2) ? StagedOperation.DELETE : StagedOperation.UPSERT;
    int references = referenced().size();
    byte[][] reference = new byte[references][];
    for (int i = 0; i < references; i++) {
      reference[i] = row.getString(3 + i).getBytes(StandardCharsets.UTF_8);
    }
    for (int i = 0; i < lists.size(); i++) {
      String list = row.getString(3 + references + i);
      if (list != null) {
        nested.walk(
            lists.get(i),
            list.getBytes(StandardCharsets.UTF_8),
            (child, element, places) ->
                child.writer().stageElement(element, lead(reference, places), operation, atMicros));
      }
    }
  }

  private static byte[][] lead(byte[][] reference, long[] places) {
    byte[][] lead = new byte[reference.length + places.length][];
    System.arraycopy(reference, 0, lead, 0, reference.length);
    for (int i = 0; i < places.length; i++) {
      lead[reference.length + i] = Long.toString(places[i]).getBytes(StandardCharsets.US_ASCII);
    }
    return lead;
  }

  private void insert(NestedTables.ChildTable child) throws SQLException {
    MergeColumns columns = MergeColumns.ofStage(child.writer());
    boolean marks = child.target().marksDeleted();
    database.change(
        "INSERT INTO "
            + child.target().qualified()
            + " ("
            + columns.names()
            + Target.SYNCED_AT
            + (marks ? ", " + Target.DELETED : "")
            + ") SELECT "
            + columns.values()
            + "make_timestamptz(s._at)"
            + (marks ? ", s._op = " + StagedOperation.DELETE.code() : "")
            + " FROM "
            + child.writer().stage().table()
            + " s ORDER BY s._seq");
  }

  private void markDeleted(NestedTables.ChildTable child) throws SQLException {
    database.change(
        "UPDATE "
            + child.target().qualified()
            + " AS c SET "
            + Target.DELETED
            + " = true FROM "
            + live().qualified()
            + " t WHERE "
            + own()
            + " AND t."
            + Target.DELETED
            + " AND c."
            + Target.DELETED
            + " IS NOT TRUE");
  }

  private String own() {
    return "t." + Target.ROW + " = c." + REFERENCE + "row";
  }

  private List<Reference> referenced() {
    if (!parent.merges()) {
      return List.of(new Reference(Target.ROW, REFERENCE + "row", ColumnType.of(Kind.INT64)));
    }
    List<Reference> key = new ArrayList<>();
    for (int i = 0; i < parent.keys().length; i++) {
      String column = parent.columns().get(parent.keys()[i]).stored();
      key.add(new Reference(column, name(i), live().type(column).orElseThrow()));
    }
    return key;
  }

  private String name(int key) {
    return REFERENCE + parent.columns().get(parent.keys()[key]).stored();
  }

  private static String text(String column) {
    return "CAST(t." + Sql.name(column) + " AS VARCHAR)";
  }

  private Target live() {
    return parent.place().live();
  }

  private static String each(int count, IntFunction<String> part, String separator) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }
}
