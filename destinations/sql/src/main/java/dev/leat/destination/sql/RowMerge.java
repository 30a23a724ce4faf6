package dev.leat.destination.sql;

import dev.leat.engine.destination.TableChanges;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Applies the whole rows and deletes of a segment. Within the transaction of the commit; for use by
 * one thread.
 *
 * <p>What happens to which row is first worked out in a temporary table, then done: the same
 * numbers are reported and done.
 */
final class RowMerge {

  private final Database database;
  private final Dialect dialect;
  private final TableWriter writer;
  private final MergeColumns columns;
  private final String table;
  private final String stage;
  private final String winner;
  private final String diff;
  private final SeenRows seen;
  private final long sinceMicros;
  private final boolean keepsDeleted;
  private final boolean marks;

  /**
   * Merges into the table that a writer writes to.
   *
   * @param sinceMicros when this sync began, in microseconds since 1970
   * @param keepsDeleted whether deletes keep their row and mark it
   */
  RowMerge(
      Database database,
      TableWriter writer,
      MergeColumns columns,
      SeenRows seen,
      long sinceMicros,
      boolean keepsDeleted) {
    this.database = database;
    this.dialect = database.dialect();
    this.writer = writer;
    this.columns = columns;
    this.table = writer.place().target().qualified();
    this.stage = writer.stage().table();
    this.winner = dialect.temporary("leat_winner");
    this.diff = dialect.temporary("leat_diff");
    this.seen = seen;
    this.sinceMicros = sinceMicros;
    this.keepsDeleted = keepsDeleted;
    this.marks = writer.place().target().marksDeleted();
  }

  /** Applies them; answers what happened to the rows. */
  TableChanges run(int segment) throws SQLException {
    database.makeTemporary(winner, lastRows(segment));
    long overtaken = database.count("SELECT coalesce(sum(row_count - 1), 0) FROM " + winner);
    boolean distinct = overtaken == 0;
    if (distinct && isAllNew(segment)) {
      return new TableChanges(insertAll(segment), 0, 0, 0, 0);
    }
    if (!distinct && (keepsDeleted || columns.version().isPresent())) {
      database.makeTemporary(winner, newestRows(segment));
    }
    database.makeTemporary(diff, diff(distinct ? all(segment) : winners()));
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(DISTINCT _seq) FROM " + diff + " GROUP BY kind",
        row -> counts.put(row.getString(1), row.getLong(2)));
    writer.meetsStoredRows(!counts.keySet().equals(Set.of("insert")));
    markDeleted(counts);
    touchUnchanged(counts);
    remove(counts);
    insert(counts);
    return new TableChanges(
        of(counts, "insert"),
        of(counts, "update"),
        of(counts, "delete") + of(counts, "mark") + of(counts, "bury"),
        of(counts, "same") + of(counts, "nothing"),
        of(counts, "older") + overtaken,
        0);
  }

  private void remove(Map<String, Long> counts) throws SQLException {
    if (of(counts, "update") + of(counts, "bury") + of(counts, "delete") > 0) {
      database.change(
          template(
                  """
                  DELETE FROM {table}
                  WHERE {rowId} IN
                    (SELECT _rid FROM {diff} WHERE kind IN ('update', 'bury', 'delete'))
                  """)
              .sql());
    }
  }

  private void insert(Map<String, Long> counts) throws SQLException {
    if (of(counts, "insert") + of(counts, "update") + of(counts, "bury") > 0) {
      insertFrom(changed());
    }
  }

  private long insertFrom(String source) throws SQLException {
    return database.change(
        template(
                """
                INSERT INTO {table} ({names}{syncedAt}{deletedColumn})
                SELECT {values}{instant}{isBuried}
                FROM {source} s
                """)
            .with("names", columns.names())
            .with("values", columns.values())
            .with("instant", dialect.instant("s._at"))
            .with("deletedColumn", marks ? ", " + Target.DELETED : "")
            .with("isBuried", marks ? ", s.kind = 'bury'" : "")
            .with("source", source)
            .sql());
  }

  /** A first load, or rows that are only ever added: nothing has to be compared. */
  private long insertAll(int segment) throws SQLException {
    return insertFrom(all(segment));
  }

  /**
   * Whether a segment, in which each key comes once, has nothing but rows whose keys are not
   * stored. Not asked where the rows before were known already, for it would cost as much again.
   */
  private boolean isAllNew(int segment) throws SQLException {
    return !writer.meetsStoredRows()
        && !writer.stage().operations(segment).contains(StagedOperation.DELETE)
        && database.count(
                template(
                        """
                        SELECT count(*) FROM {table} t
                        WHERE EXISTS (SELECT 1 FROM {source} s WHERE {sameKey})
                        """)
                    .with("source", all(segment))
                    .sql())
            == 0;
  }

  /** Every row of a segment, where each key comes once. */
  private String all(int segment) {
    return template(
            """
            (SELECT *, CAST(NULL AS BIGINT) AS dead, 'insert' AS kind
             FROM {stage} WHERE _segment = {segment} AND _op <> 1)
            """)
        .with("segment", segment)
        .sql();
  }

  /** The row of each key that counts. */
  private String winners() {
    return template("(SELECT s.*, w.dead FROM {stage} s JOIN {winner} w ON s._seq = w._seq)").sql();
  }

  /** The rows that are written. */
  private String changed() {
    return template(
            """
            (SELECT s.*, d.kind FROM {stage} s
             JOIN (SELECT DISTINCT _seq, kind FROM {diff}
                   WHERE kind IN ('insert', 'update', 'bury')) d
             ON s._seq = d._seq)
            """)
        .sql();
  }

  /** For each key the row that came last. */
  private String lastRows(int segment) {
    return template(
            """
            AS SELECT max(s._seq) AS _seq, CAST(NULL AS BIGINT) AS dead, count(*) AS row_count
            FROM {stage} s
            WHERE s._segment = {segment} AND s._op <> 1
            GROUP BY {keyValues}
            """)
        .with("segment", segment)
        .sql();
  }

  /**
   * For each key the newest row by version, then arrival, and when its last delete came. A delete
   * that removes the row takes its version along, so only later rows count; one that keeps the row
   * keeps its version too.
   */
  private String newestRows(int segment) {
    StringBuilder named = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < columns.keys().size(); i++) {
      named.append(", ").append(columns.keys().get(i).value()).append(" AS k").append(i);
      keys.append(i > 0 ? ", k" : "k").append(i);
    }
    return template(
            """
            AS SELECT _seq, dead FROM (
              SELECT *, row_number() OVER (
                PARTITION BY {keys} ORDER BY _op, version_rank DESC NULLS LAST, _seq DESC) AS place
              FROM (
                SELECT *, max(CASE WHEN _op = 2 THEN _seq END) OVER (PARTITION BY {keys}) AS dead
                FROM (
                  SELECT s._seq, s._op, {rank} AS version_rank{namedKeys} FROM {stage} s
                  WHERE s._segment = {segment} AND s._op <> 1) AS ranked) AS dated
              WHERE {counts}) AS placed
            WHERE place = 1
            """)
        .with("keys", keys.toString())
        .with("namedKeys", named.toString())
        .with("rank", columns.versionValue())
        .with("segment", segment)
        .with("counts", keepsDeleted ? "true" : "dead IS NULL OR _seq >= dead")
        .sql();
  }

  private String diff(String source) {
    String gone = marks ? "coalesce(t." + Target.DELETED + ", false)" : "false";
    String isOlder = columns.isOlder(dialect.instant(sinceMicros));
    String older = keepsDeleted ? isOlder : "s.dead IS NULL AND " + isOlder;
    return template(
            """
            AS SELECT s._seq AS _seq, s._at AS _at, t._leat_rid AS _rid,
              CASE
                WHEN s._op = 2 THEN
                  CASE WHEN t._leat_rid IS NULL OR {isMarked} THEN 'nothing' ELSE {deletes} END
                WHEN t._leat_rid IS NULL THEN CASE WHEN {buried} THEN 'bury' ELSE 'insert' END
                WHEN {older} THEN CASE WHEN {wasMarked} THEN 'mark' ELSE 'older' END
                WHEN {differs} OR {gone} <> {buried} THEN
                  CASE WHEN {buried} THEN 'bury' ELSE 'update' END
                ELSE 'same'
              END AS kind
            FROM {source} s
            LEFT JOIN {stored} t ON {sameKey}
            """)
        .with("isMarked", keepsDeleted ? gone : "false")
        .with("deletes", keepsDeleted ? "'mark'" : "'delete'")
        .with("buried", keepsDeleted ? "coalesce(s.dead > s._seq, false)" : "false")
        .with("older", older)
        .with("wasMarked", keepsDeleted ? "s.dead IS NOT NULL AND NOT " + gone : "false")
        .with("differs", columns.differs())
        .with("gone", gone)
        .with("source", source)
        .with("stored", dialect.met(table, source, columns.sameKey()))
        .sql();
  }

  private void markDeleted(Map<String, Long> counts) throws SQLException {
    if (of(counts, "mark") > 0) {
      database.change(
          template(
                  """
                  UPDATE {table} AS t SET {deleted} = true, {syncedAt} = {instant}
                  FROM {diff} d WHERE t.{rowId} = d._rid AND d.kind = 'mark'
                  """)
              .with("deleted", Target.DELETED)
              .with("instant", dialect.instant("d._at"))
              .sql());
    }
  }

  /** A row that came again as it was is not written again; at most the time of its sync is. */
  private void touchUnchanged(Map<String, Long> counts) throws SQLException {
    if (of(counts, "same") > 0 && !seen.areMarked(writer)) {
      seen.left(writer, database.count("SELECT max(_at) FROM " + diff + " WHERE kind = 'same'"));
    } else if (of(counts, "same") > 0) {
      database.change(
          template(
                  """
                  UPDATE {table} AS t SET {syncedAt} = {instant}
                  FROM {diff} d WHERE t.{rowId} = d._rid AND d.kind = 'same'
                  """)
              .with("instant", dialect.instant("d._at"))
              .sql());
    }
  }

  private SqlTemplate template(String text) {
    return SqlTemplate.of(text)
        .with("table", table)
        .with("stage", stage)
        .with("winner", winner)
        .with("diff", diff)
        .with("rowId", dialect.rowId())
        .with("syncedAt", Target.SYNCED_AT)
        .with("keyValues", columns.keyValues())
        .with("sameKey", columns.sameKey());
  }

  private static long of(Map<String, Long> counts, String kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
