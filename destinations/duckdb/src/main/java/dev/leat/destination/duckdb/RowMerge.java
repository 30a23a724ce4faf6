package dev.leat.destination.duckdb;

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

  private static final String WINNER = "temp.main.leat_winner";
  private static final String DIFF = "temp.main.leat_diff";

  private final Database database;
  private final TableWriter writer;
  private final MergeColumns columns;
  private final String table;
  private final String stage;
  private final boolean keepsDeleted;
  private final boolean marks;

  /**
   * Merges into the table that a writer writes to.
   *
   * @param keepsDeleted whether deletes keep their row and mark it
   */
  RowMerge(Database database, TableWriter writer, MergeColumns columns, boolean keepsDeleted) {
    this.database = database;
    this.writer = writer;
    this.columns = columns;
    this.table = writer.place().target().qualified();
    this.stage = writer.stage().table();
    this.keepsDeleted = keepsDeleted;
    this.marks = writer.place().target().marksDeleted();
  }

  /** Applies them; answers what happened to the rows. */
  TableChanges run(int segment) throws SQLException {
    database.execute(lastRows(segment));
    boolean distinct = database.count("SELECT max(rows) FROM " + WINNER) == 1;
    if (distinct && isAllNew(segment)) {
      return new TableChanges(insertAll(segment), 0, 0, 0, 0);
    }
    if (!distinct && (keepsDeleted || columns.version().isPresent())) {
      database.execute(newestRows(segment));
    }
    database.execute(diff(distinct ? all(segment) : winners()));
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(DISTINCT _seq) FROM " + DIFF + " GROUP BY kind",
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
        of(counts, "same") + of(counts, "older"),
        0);
  }

  private void remove(Map<String, Long> counts) throws SQLException {
    if (of(counts, "update") + of(counts, "bury") + of(counts, "delete") > 0) {
      database.change(
          "DELETE FROM "
              + table
              + " WHERE rowid IN (SELECT _rid FROM "
              + DIFF
              + " WHERE kind IN ('update', 'bury', 'delete'))");
    }
  }

  private void insert(Map<String, Long> counts) throws SQLException {
    if (of(counts, "insert") + of(counts, "update") + of(counts, "bury") > 0) {
      insertFrom(changed());
    }
  }

  private long insertFrom(String source) throws SQLException {
    return database.change(
        insertInto()
            + "SELECT "
            + columns.values()
            + "make_timestamptz(s._at)"
            + (marks ? ", s.kind = 'bury'" : "")
            + " FROM "
            + source
            + " s");
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
                "SELECT count(*) FROM "
                    + table
                    + " t WHERE EXISTS (SELECT 1 FROM "
                    + all(segment)
                    + " s WHERE "
                    + columns.sameKey()
                    + ")")
            == 0;
  }

  /** Every row of a segment, where each key comes once. */
  private String all(int segment) {
    return "(SELECT *, CAST(NULL AS BIGINT) AS dead, 'insert' AS kind FROM "
        + stage
        + " WHERE _segment = "
        + segment
        + " AND _op <> 1)";
  }

  /** The row of each key that counts. */
  private String winners() {
    return "(SELECT s.*, w.dead FROM " + stage + " s JOIN " + WINNER + " w ON s._seq = w._seq)";
  }

  /** The rows that are written. */
  private String changed() {
    return "(SELECT s.*, d.kind FROM "
        + stage
        + " s JOIN (SELECT DISTINCT _seq, kind FROM "
        + DIFF
        + " WHERE kind IN ('insert', 'update', 'bury')) d ON s._seq = d._seq)";
  }

  /** For each key the row that came last. */
  private String lastRows(int segment) {
    return "CREATE OR REPLACE TEMP TABLE "
        + WINNER
        + " AS SELECT max(s._seq) AS _seq, CAST(NULL AS BIGINT) AS dead, count(*) AS rows FROM "
        + stage
        + " s WHERE s._segment = "
        + segment
        + " AND s._op <> 1 GROUP BY "
        + columns.keyValues();
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
    return "CREATE OR REPLACE TEMP TABLE "
        + WINNER
        + " AS SELECT _seq, dead FROM (SELECT *, row_number() OVER (PARTITION BY "
        + keys
        + " ORDER BY _op, rank DESC NULLS LAST, _seq DESC) AS place FROM (SELECT *, max(CASE WHEN"
        + " _op = 2 THEN _seq END) OVER (PARTITION BY "
        + keys
        + ") AS dead FROM (SELECT s._seq, s._op, "
        + columns.versionValue()
        + " AS rank"
        + named
        + " FROM "
        + stage
        + " s WHERE s._segment = "
        + segment
        + " AND s._op <> 1)) WHERE "
        + (keepsDeleted ? "true" : "dead IS NULL OR _seq >= dead")
        + ") WHERE place = 1";
  }

  private String diff(String source) {
    String gone = marks ? "coalesce(t." + Target.DELETED + ", false)" : "false";
    String buried = keepsDeleted ? "coalesce(s.dead > s._seq, false)" : "false";
    String older = keepsDeleted ? columns.isOlder() : "s.dead IS NULL AND " + columns.isOlder();
    String deletedRow = keepsDeleted ? "'mark'" : "'delete'";
    return "CREATE OR REPLACE TEMP TABLE "
        + DIFF
        + " AS SELECT s._seq AS _seq, s._at AS _at, t._rid AS _rid, CASE WHEN s._op = 2 THEN CASE"
        + " WHEN t._rid IS NULL OR "
        + (keepsDeleted ? gone : "false")
        + " THEN 'nothing' ELSE "
        + deletedRow
        + " END WHEN t._rid IS NULL THEN CASE WHEN "
        + buried
        + " THEN 'bury' ELSE 'insert' END WHEN "
        + older
        + " THEN CASE WHEN "
        + (keepsDeleted ? "s.dead IS NOT NULL AND NOT " + gone : "false")
        + " THEN 'mark' ELSE 'older' END WHEN "
        + columns.differs()
        + " OR "
        + gone
        + " <> "
        + buried
        + " THEN CASE WHEN "
        + buried
        + " THEN 'bury' ELSE 'update' END ELSE 'same' END AS kind FROM "
        + source
        + " s LEFT JOIN "
        + stored(source)
        + " t ON "
        + columns.sameKey();
  }

  /** The stored rows of the keys at hand: a join builds its table from them, not from all rows. */
  private String stored(String source) {
    return "(SELECT t.rowid AS _rid, t.* FROM "
        + table
        + " t WHERE EXISTS (SELECT 1 FROM "
        + source
        + " s WHERE "
        + columns.sameKey()
        + "))";
  }

  private void markDeleted(Map<String, Long> counts) throws SQLException {
    if (of(counts, "mark") > 0) {
      database.change(
          "UPDATE "
              + table
              + " AS t SET "
              + Target.DELETED
              + " = true, "
              + Target.SYNCED_AT
              + " = make_timestamptz(d._at) FROM "
              + DIFF
              + " d WHERE t.rowid = d._rid AND d.kind = 'mark'");
    }
  }

  /** A row that came again as it was is not written again; only the time of its sync is. */
  private void touchUnchanged(Map<String, Long> counts) throws SQLException {
    if (of(counts, "same") > 0) {
      database.change(
          "UPDATE "
              + table
              + " AS t SET "
              + Target.SYNCED_AT
              + " = make_timestamptz(d._at) FROM "
              + DIFF
              + " d WHERE t.rowid = d._rid AND d.kind = 'same'");
    }
  }

  private String insertInto() {
    return "INSERT INTO "
        + table
        + " ("
        + columns.names()
        + Target.SYNCED_AT
        + (marks ? ", " + Target.DELETED : "")
        + ") ";
  }

  private static long of(Map<String, Long> counts, String kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
