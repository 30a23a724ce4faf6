package dev.leat.destination.duckdb;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.TableChanges;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the rows of a side table in place of those that people read. Rows that are the same stay as
 * they are; views and grants on the table stay too, because it is not exchanged but filled. For use
 * by one thread.
 */
final class TableSwap {

  private static final String DIFF = "temp.main.leat_swap";

  private final Database database;
  private final SchemaSettler settler;
  private final TableWriter writer;
  private final Target live;
  private final Target side;
  private boolean complete = true;

  TableSwap(Database database, SchemaSettler settler, TableWriter writer) {
    this.database = database;
    this.settler = settler;
    this.writer = writer;
    this.live = writer.place().live();
    this.side = writer.place().side();
  }

  /** What writes the rows of the table. */
  TableWriter writer() {
    return writer;
  }

  /** The table's name as its source spells it. */
  String source() {
    return writer.place().source();
  }

  /**
   * Whether the rows are swapped after a run that ended so. After an incomplete one only a table
   * whose rows are merged takes them over, and nothing is deleted from it: a row that was not seen
   * may exist.
   */
  boolean isDue(Outcome outcome) {
    complete = outcome == Outcome.COMPLETE;
    boolean merged = writer.merges() && writer.table().isMerged();
    return side.exists() && (complete || (outcome == Outcome.INCOMPLETE && merged));
  }

  /** Makes the two tables alike; before the transaction. */
  void prepare() throws SQLException {
    settler.makeAlike(live, side);
  }

  /** Moves the rows; within the transaction. Answers what happened to the rows people read. */
  TableChanges run() throws SQLException {
    MergeColumns columns = MergeColumns.ofSide(writer);
    return writer.merges() && !columns.keys().isEmpty() ? exchange(columns) : refill(columns);
  }

  /** Drops the side table; after the transaction. */
  void dropSide() throws SQLException {
    database.begin();
    try {
      database.execute("DROP TABLE IF EXISTS " + side.qualified());
      database.commit();
    } catch (SQLException e) {
      database.rollback(e);
      throw e;
    }
    database.execute("CHECKPOINT");
    writer.becomesDirect();
  }

  private TableChanges refill(MergeColumns columns) throws SQLException {
    long deleted = database.change("DELETE FROM " + live.qualified());
    long inserted =
        database.change(insertInto(columns) + " FROM " + side.qualified() + " s ORDER BY s.rowid");
    return new TableChanges(inserted, 0, deleted, 0, 0);
  }

  private TableChanges exchange(MergeColumns columns) throws SQLException {
    String join = complete ? " FULL JOIN " : " LEFT JOIN ";
    String marked = live.marksDeleted() ? " OR " + marked("s.") + " <> " + marked("t.") : "";
    database.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + DIFF
            + " AS SELECT s.rowid AS _from, t.rowid AS _rid, CASE WHEN s.rowid IS NULL THEN"
            + " 'delete' WHEN t.rowid IS NULL THEN 'insert' WHEN "
            + columns.differs()
            + marked
            + " THEN 'update' ELSE 'same' END AS kind FROM "
            + side.qualified()
            + " s"
            + join
            + live.qualified()
            + " t ON "
            + columns.sameKey());
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(*) FROM " + DIFF + " GROUP BY kind",
        row -> counts.put(row.getString(1), row.getLong(2)));
    database.change(
        "DELETE FROM "
            + live.qualified()
            + " WHERE rowid IN (SELECT _rid FROM "
            + DIFF
            + " WHERE kind IN ('update', 'delete'))");
    database.change(
        "UPDATE "
            + live.qualified()
            + " AS t SET "
            + Target.SYNCED_AT
            + " = s."
            + Target.SYNCED_AT
            + " FROM "
            + DIFF
            + " d JOIN "
            + side.qualified()
            + " s ON s.rowid = d._from WHERE t.rowid = d._rid AND d.kind = 'same'");
    database.change(
        insertInto(columns)
            + " FROM "
            + side.qualified()
            + " s WHERE s.rowid IN (SELECT _from FROM "
            + DIFF
            + " WHERE kind IN ('insert', 'update'))");
    return new TableChanges(
        counts.getOrDefault("insert", 0L),
        counts.getOrDefault("update", 0L),
        counts.getOrDefault("delete", 0L),
        counts.getOrDefault("same", 0L),
        0);
  }

  private String insertInto(MergeColumns columns) {
    boolean marks = live.marksDeleted();
    return "INSERT INTO "
        + live.qualified()
        + " ("
        + columns.names()
        + Target.SYNCED_AT
        + (marks ? ", " + Target.DELETED : "")
        + ") SELECT "
        + columns.values()
        + "s."
        + Target.SYNCED_AT
        + (marks ? ", " + marked("s.") : "");
  }

  private String marked(String alias) {
    boolean has = alias.startsWith("s") ? side.marksDeleted() : live.marksDeleted();
    return has ? "coalesce(" + alias + Target.DELETED + ", false)" : "false";
  }
}
