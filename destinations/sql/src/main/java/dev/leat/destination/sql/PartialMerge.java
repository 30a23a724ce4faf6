package dev.leat.destination.sql;

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

  private final Database database;
  private final Dialect dialect;
  private final TableWriter writer;
  private final MergeColumns columns;
  private final SeenRows seen;
  private final long sinceMicros;
  private final boolean marks;
  private final String table;
  private final String updates;
  private final String rows;

  /**
   * @param sinceMicros when this sync began, in microseconds since 1970
   * @param marks whether the table has a column for deletes that keep their row
   */
  PartialMerge(
      Database database,
      TableWriter writer,
      MergeColumns columns,
      SeenRows seen,
      long sinceMicros,
      boolean marks) {
    this.database = database;
    this.dialect = database.dialect();
    this.writer = writer;
    this.columns = columns;
    this.seen = seen;
    this.sinceMicros = sinceMicros;
    this.marks = marks;
    this.table = writer.place().target().qualified();
    this.updates = dialect.temporary("leat_updates");
    this.rows = dialect.temporary("leat_rows");
  }

  /** Applies them; answers what happened to the rows. */
  TableChanges run(int segment) throws SQLException {
    database.makeTemporary(updates, updates(segment));
    database.makeTemporary(rows, rows());
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(DISTINCT _seq) FROM " + rows + " GROUP BY kind",
        row -> counts.put(row.getString(1), row.getLong(2)));
    if (counts.containsKey("same") && !seen.areMarked(writer)) {
      seen.left(writer, database.count("SELECT max(_at) FROM " + rows + " WHERE kind = 'same'"));
    } else if (counts.containsKey("same")) {
      touchUnchanged();
    }
    database.change(
        template(
                """
                DELETE FROM {table}
                WHERE {rowId} IN (SELECT _rid FROM {rows} WHERE kind = 'update')
                """)
            .sql());
    database.change(
        template(
                """
                INSERT INTO {table} ({names}{syncedAt}{deletedColumn})
                SELECT {values}{instant}{isDeleted}
                FROM {rows} r WHERE r.kind <> 'same'
                """)
            .with("names", columns.names())
            .with("deletedColumn", marks ? ", " + Target.DELETED : "")
            .with("values", each("r.v%d, "))
            .with("isDeleted", marks ? ", false" : "")
            .sql());
    return new TableChanges(
        counts.getOrDefault("insert", 0L),
        counts.getOrDefault("update", 0L),
        0,
        counts.getOrDefault("same", 0L),
        overtaken(segment),
        0);
  }

  private void touchUnchanged() throws SQLException {
    database.change(
        template(
                """
                UPDATE {table} AS t SET {syncedAt} = {instant}
                FROM {rows} r WHERE t.{rowId} = r._rid AND r.kind = 'same'
                """)
            .sql());
  }

  /** How many updates were too old, or became one with another of their key. */
  private long overtaken(int segment) throws SQLException {
    return database.count(
            template("SELECT count(*) FROM {stage} WHERE _op = 1 AND _segment = {segment}")
                .with("segment", segment)
                .sql())
        - database.count("SELECT count(*) FROM " + updates);
  }

  /** One row a key: {@code v0, h0, v1, h1, ...} are the last value of a column and whether any. */
  private String updates(int segment) {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < columns.all().size(); i++) {
      MergeColumns.Pair column = columns.all().get(i);
      String has = has(column);
      values.append(", ").append(dialect.last(column.value(), "s._seq", has)).append(" AS v");
      values.append(i).append(", coalesce(bool_or(").append(has).append("), false) AS h").append(i);
    }
    return template(
            """
            AS SELECT max(s._seq) AS _seq, max(s._at) AS _at{lastValues}
            FROM ({applicable}) s
            GROUP BY {keyValues}
            """)
        .with("lastValues", values.toString())
        .with("applicable", applicable(segment))
        .sql();
  }

  /**
   * The updates that are not older than the row is when they come, as far as this sync has brought
   * it.
   */
  private String applicable(int segment) {
    String staged =
        template("SELECT s.* FROM {stage} s WHERE s._op = 1 AND s._segment = {segment}")
            .with("segment", segment)
            .sql();
    if (columns.version().isEmpty()) {
      return staged;
    }
    String rank = columns.versionValue();
    String stored = columns.rank(columns.version().get().target(), storedType());
    return template(
            """
            SELECT * FROM (
              SELECT s.*, {rank} AS _rank, CASE WHEN {inThisSync} THEN {storedRank} END AS _stored,
                max({rank}) OVER (
                  PARTITION BY {keyValues} ORDER BY s._seq
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS _before
              FROM ({staged}) s
              LEFT JOIN {table} t ON {sameKey}) AS ranked
            WHERE _rank IS NULL OR (
              (_stored IS NULL OR _rank >= _stored) AND (_before IS NULL OR _rank >= _before))
            """)
        .with("rank", rank)
        .with("inThisSync", MergeColumns.inThisSync(dialect.instant(sinceMicros)))
        .with("storedRank", stored)
        .with("staged", staged)
        .sql();
  }

  private ColumnType storedType() {
    return columns.version().orElseThrow().type();
  }

  /** Whole rows, the stored values filled in. */
  private String rows() {
    String differs =
        IntStream.range(0, columns.all().size())
            .mapToObj(
                i ->
                    "(u.h%d AND u.v%d IS DISTINCT FROM %s)"
                        .formatted(i, i, columns.all().get(i).target()))
            .collect(Collectors.joining(" OR "));
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < columns.all().size(); i++) {
      String target = columns.all().get(i).target();
      values.append(", CASE WHEN u.h%d THEN u.v%d ELSE %s END AS v%d".formatted(i, i, target, i));
    }
    return template(
            """
            AS SELECT u._seq AS _seq, u._at AS _at, t.{rowId} AS _rid,
              CASE
                WHEN t.{rowId} IS NULL THEN 'insert'
                WHEN {differs}{orMarked} THEN 'update'
                ELSE 'same'
              END AS kind{filledIn}
            FROM {updates} u
            LEFT JOIN {table} t ON {sameRow}
            """)
        .with("differs", differs)
        .with("orMarked", marks ? " OR coalesce(t." + Target.DELETED + ", false)" : "")
        .with("filledIn", values.toString())
        .with("sameRow", sameKey())
        .sql();
  }

  private SqlTemplate template(String text) {
    return SqlTemplate.of(text)
        .with("table", table)
        .with("stage", writer.stage().table())
        .with("updates", updates)
        .with("rows", rows)
        .with("rowId", dialect.rowId())
        .with("syncedAt", Target.SYNCED_AT)
        .with("instant", dialect.instant("r._at"))
        .with("keyValues", columns.keyValues())
        .with("sameKey", columns.sameKey());
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
