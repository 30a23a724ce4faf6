package dev.leat.destination.sql;

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

  private static final String REFERENCE = "_leat_parent_";
  private static final String INDEX = "_leat_index";

  /** How many rows are read at once: their lists are held in memory. */
  private static final long PORTION = 100_000;

  private final Database database;
  private final Dialect dialect;
  private final String touched;
  private final TableWriter parent;
  private final NestedTables nested;

  /** A column of the table that the rows of child tables refer to. */
  private record Reference(String column, String name, ColumnType type) {}

  NestedMerge(Database database, TableWriter parent, NestedTables nested) {
    this.database = database;
    this.dialect = database.dialect();
    this.touched = dialect.temporary("leat_touched");
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

  /** The columns of a child table by which the rows of one row are found. */
  List<String> parentColumns() {
    return referenced().stream().map(Reference::name).toList();
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
    database.execute(dialect.beforeJoin());
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
    database.makeTemporary(
        touched,
        SqlTemplate.of("AS SELECT DISTINCT {keys} FROM {stage} s")
            .with("keys", each(keys.size(), i -> keys.get(i).value() + " AS k" + i, ", "))
            .with("stage", parent.stage().table())
            .sql());
    removeAll(" WHERE " + isTouched(keys.size(), i -> "c." + Sql.name(name(i))));
    return isTouched(keys.size(), i -> keys.get(i).target());
  }

  private String isTouched(int keys, IntFunction<String> key) {
    return SqlTemplate.of("EXISTS (SELECT 1 FROM {touched} k WHERE {sameKey})")
        .with("touched", touched)
        .with("sameKey", each(keys, i -> "k.k" + i + " = " + key.apply(i), " AND "))
        .sql();
  }

  /** Removes the children of rows that are gone, and numbers the rows that are new. */
  private String numbered(boolean everything) throws SQLException {
    String table = live().qualified();
    removeAll(
        everything ? "" : " WHERE NOT EXISTS (SELECT 1 FROM " + table + " t WHERE " + own() + ")");
    long last = database.count("SELECT coalesce(max(" + Target.ROW + "), 0) FROM " + table);
    database.change(
        SqlTemplate.of(
                """
                UPDATE {table} AS t SET {row} = n.number
                FROM (SELECT {rowId} AS _rid, {last} + row_number() OVER (ORDER BY {rowId}) AS number
                      FROM {table} WHERE {row} IS NULL) n
                WHERE t.{rowId} = n._rid
                """)
            .with("table", table)
            .with("row", Target.ROW)
            .with("rowId", dialect.rowId())
            .with("last", last)
            .sql());
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
            .map(each -> "(" + NestedTables.isList(dialect, text(each)) + ")")
            .collect(Collectors.joining(" OR "));
    String rows = " FROM " + live().qualified() + " t WHERE " + which + " AND (" + any + ")";
    long portions = database.count("SELECT count(*)" + rows) / PORTION + 1;
    List<String> values = new ArrayList<>();
    for (Reference each : referenced()) {
      values.add(
          dialect.widened("t." + Sql.name(each.column()), each.type(), ColumnType.of(Kind.TEXT)));
    }
    for (String list : lists) {
      String text = text(list);
      values.add("CASE WHEN " + NestedTables.isList(dialect, text) + " THEN " + text + " END");
    }
    String deleted = live().marksDeleted() ? "coalesce(t." + Target.DELETED + ", false)" : "false";
    for (long portion = 0; portion < portions; portion++) {
      database.each(
          SqlTemplate.of(
                  """
                  SELECT {syncedAt}, {deleted}, {values}{rows}
                  AND {portionOfRow} = {portion} ORDER BY t.{rowId}
                  """)
              .with("syncedAt", dialect.micros("t." + Target.SYNCED_AT))
              .with("deleted", deleted)
              .with("values", String.join(", ", values))
              .with("rows", rows)
              .with("portionOfRow", dialect.portion("t." + dialect.rowId(), portions))
              .with("portion", portion)
              .with("rowId", dialect.rowId())
              .sql(),
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
        SqlTemplate.of(
                """
                INSERT INTO {child} ({names}{syncedAt}{deletedColumn})
                SELECT {values}{instant}{isDeleted} FROM {stage} s ORDER BY s._seq
                """)
            .with("child", child.target().qualified())
            .with("names", columns.names())
            .with("syncedAt", Target.SYNCED_AT)
            .with("deletedColumn", marks ? ", " + Target.DELETED : "")
            .with("values", columns.values())
            .with("instant", dialect.instant("s._at"))
            .with("isDeleted", marks ? ", s._op = " + StagedOperation.DELETE.code() : "")
            .with("stage", child.writer().stage().table())
            .sql());
  }

  private void markDeleted(NestedTables.ChildTable child) throws SQLException {
    database.change(
        SqlTemplate.of(
                """
                UPDATE {child} AS c SET {deleted} = true
                FROM {table} t
                WHERE {own} AND t.{deleted} AND c.{deleted} IS NOT TRUE
                """)
            .with("child", child.target().qualified())
            .with("table", live().qualified())
            .with("own", own())
            .with("deleted", Target.DELETED)
            .sql());
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
