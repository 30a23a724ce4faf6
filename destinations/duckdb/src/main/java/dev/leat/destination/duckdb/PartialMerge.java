package dev.leat.destination.duckdb;

import dev.leat.engine.destination.TableChanges;
import dev.leat.engine.types.ColumnType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applies the partial updates of a segment: per key and column the last value wins, columns that no
 * update has keep what is stored. Within the transaction of the commit; for use by one thread.
 */
final class PartialMerge {

  private static final String UPDATES = "temp.main.leat_updates";
  private static final String ROWS = "temp.main.leat_rows";

  private final Database database;
  private final TableWriter writer;
  private final MergeColumns columns;
  private final boolean marks;

  PartialMerge(Database database, TableWriter writer, MergeColumns columns, boolean marks) {
    this.database = database;
    this.writer = writer;
    this.columns = columns;
    this.marks = marks;
  }

  /** Applies them; answers what happened to the rows. */
  TableChanges run(int segment) throws SQLException {
    String table = writer.place().target().qualified();
    database.execute(updates(segment, table));
    database.execute(rows(table));
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(DISTINCT _seq) FROM " + ROWS + " GROUP BY kind",
        row -> counts.put(row.getString(1), row.getLong(2)));
    database.change(
        "UPDATE "
            + table
            + " AS t SET "
            + Target.SYNCED_AT
            + " = make_timestamptz(r._at) FROM "
            + ROWS
            + " r WHERE t.rowid = r._rid AND r.kind = 'same'");
    database.change(
        "DELETE FROM "
            + table
            + " WHERE rowid IN (SELECT _rid FROM "
            + ROWS
            + " WHERE kind = 'update')");
    database.change(
        "INSERT INTO "
            + table
            + " ("
            + columns.names()
            + Target.SYNCED_AT
            + (marks ? ", " + Target.DELETED : "")
            + ") SELECT "
            + each("r.v%d, ")
            + "make_timestamptz(r._at)"
            + (marks ? ", false" : "")
            + " FROM "
            + ROWS
            + " r WHERE r.kind <> 'same'");
    return new TableChanges(
        counts.getOrDefault("insert", 0L),
        counts.getOrDefault("update", 0L),
        0,
        counts.getOrDefault("same", 0L) + stale(segment),
        0);
  }

  private long stale(int segment) throws SQLException {
    return columns.version().isEmpty()
        ? 0
        : database.count(
                "SELECT count(*) FROM (SELECT DISTINCT "
                    + columns.keyValues()
                    + " FROM "
                    + writer.stage().table()
                    + " s WHERE s._op = 1 AND s._segment = "
                    + segment
                    + ")")
            - database.count("SELECT count(*) FROM " + UPDATES);
  }

  /** One row a key: {@code v0, h0, v1, h1, ...} are the last value of a column and whether any. */
  private String updates(int segment, String table) {
    StringBuilder sql = new StringBuilder("CREATE OR REPLACE TEMP TABLE " + UPDATES + " AS SELECT");
    sql.append(" max(s._seq) AS _seq, max(s._at) AS _at");
    for (int i = 0; i < columns.all().size(); i++) {
      MergeColumns.Pair column = columns.all().get(i);
      String has = has(column);
      sql.append(", struct_extract(arg_max({'v': ").append(column.value());
      sql.append("}, s._seq) FILTER (WHERE ").append(has).append("), 'v') AS v").append(i);
      sql.append(", coalesce(bool_or(").append(has).append("), false) AS h").append(i);
    }
    sql.append(" FROM (").append(applicable(segment, table)).append(") s GROUP BY ");
    return sql.append(columns.keyValues()).toString();
  }

  /** The updates that are not older than the row is when they come. */
  private String applicable(int segment, String table) {
    String staged =
        "SELECT s.* FROM "
            + writer.stage().table()
            + " s WHERE s._op = 1 AND s._segment = "
            + segment;
    if (columns.version().isEmpty()) {
      return staged;
    }
    String rank = columns.versionValue();
    String stored = MergeColumns.rank(columns.version().get().target(), storedType());
    return "SELECT * FROM (SELECT s.*, "
        + rank
        + " AS _rank, "
        + stored
        + " AS _stored, max("
        + rank
        + ") OVER (PARTITION BY "
        + columns.keyValues()
        + " ORDER BY s._seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS _before FROM ("
        + staged
        + ") s LEFT JOIN "
        + table
        + " t ON "
        + columns.sameKey()
        + ") WHERE _rank IS NULL OR ((_stored IS NULL OR _rank >= _stored)"
        + " AND (_before IS NULL OR _rank >= _before))";
  }

  private ColumnType storedType() {
    return columns.version().orElseThrow().type();
  }

  /** Whole rows, the stored values filled in. */
  private String rows(String table) {
    String differs =
        IntStream.range(0, columns.all().size())
            .mapToObj(
                i ->
                    "(u.h"
                        + i
                        + " AND u.v"
                        + i
                        + " IS DISTINCT FROM "
                        + columns.all().get(i).target()
                        + ")")
            .collect(Collectors.joining(" OR "));
    StringBuilder sql = new StringBuilder("CREATE OR REPLACE TEMP TABLE " + ROWS + " AS SELECT");
    sql.append(" u._seq AS _seq, u._at AS _at, t.rowid AS _rid, CASE WHEN t.rowid IS NULL THEN");
    sql.append(" 'insert' WHEN ").append(differs);
    sql.append(marks ? " OR coalesce(t." + Target.DELETED + ", false)" : "");
    sql.append(" THEN 'update' ELSE 'same' END AS kind");
    for (int i = 0; i < columns.all().size(); i++) {
      String target = columns.all().get(i).target();
      sql.append(", CASE WHEN u.h").append(i).append(" THEN u.v").append(i);
      sql.append(" ELSE ").append(target).append(" END AS v").append(i);
    }
    sql.append(" FROM ").append(UPDATES).append(" u LEFT JOIN ").append(table).append(" t ON ");
    return sql.append(sameKey()).toString();
  }

  private String sameKey() {
    return columns.keys().stream()
        .map(key -> "u.v" + columns.all().indexOf(key) + " = " + key.target())
        .collect(Collectors.joining(" AND "));
  }

  private static String has(MergeColumns.Pair column) {
    return column.number() < 0 ? "false" : "substr(s._has, " + (column.number() + 1) + ", 1) = '1'";
  }

  private String each(String form) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < columns.all().size(); i++) {
      text.append(form.formatted(i));
    }
    return text.toString();
  }
}
