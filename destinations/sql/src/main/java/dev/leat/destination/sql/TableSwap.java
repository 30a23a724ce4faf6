package dev.leat.destination.sql;

import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.TableChanges;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the rows of a side table in place of those that people read. Rows that are the same stay as
 * they are; views and grants on the table stay too, because it is not exchanged but filled. For use
 * by one thread.
 */
final class TableSwap {

  private final Database database;
  private final Dialect dialect;
  private final String diff;
  private final SchemaSettler settler;
  private final SeenRows seen;
  private final long nowMicros;
  private final TableWriter writer;
  private final Target live;
  private final Target side;
  private boolean complete = true;

  TableSwap(
      Database database, SchemaSettler settler, TableWriter writer, SeenRows seen, long nowMicros) {
    this.database = database;
    this.dialect = database.dialect();
    this.diff = dialect.temporary("leat_swap");
    this.settler = settler;
    this.seen = seen;
    this.nowMicros = nowMicros;
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
    settler.makeAlike(writer);
  }

  /** Moves the rows; within the transaction. Answers what happened to the rows people read. */
  TableChanges run() throws SQLException {
    database.execute(dialect.beforeJoin());
    MergeColumns columns = MergeColumns.ofSide(writer);
    return writer.merges() && !columns.keys().isEmpty() ? exchange(columns) : refill(columns);
  }

  /** Drops the side table; after the transaction. */
  void dropSide() throws SQLException {
    database.changeSchema(List.of("DROP TABLE IF EXISTS " + side.qualified()));
    writer.becomesDirect();
  }

  private TableChanges refill(MergeColumns columns) throws SQLException {
    long deleted = database.change("DELETE FROM " + live.qualified());
    long inserted =
        database.change(
            insert(
                columns,
                "INSERT INTO {live} ({names}) SELECT {values} FROM {side} s ORDER BY s.{rowId}"));
    return new TableChanges(inserted, 0, deleted, 0, 0);
  }

  private TableChanges exchange(MergeColumns columns) throws SQLException {
    String join = complete ? " FULL JOIN " : " LEFT JOIN ";
    String marked = live.marksDeleted() ? " OR " + marked("s.") + " <> " + marked("t.") : "";
    database.makeTemporary(
        diff,
        template(
                """
                AS SELECT s.{rowId} AS _from, t.{rowId} AS _rid,
                  CASE
                    WHEN s.{rowId} IS NULL THEN 'delete'
                    WHEN t.{rowId} IS NULL THEN 'insert'
                    WHEN {differs}{orMarked} THEN 'update'
                    ELSE 'same'
                  END AS kind
                FROM {side} s{join}{live} t ON {sameKey}
                """)
            .with("differs", columns.differs())
            .with("orMarked", marked)
            .with("join", join)
            .with("sameKey", columns.sameKey())
            .sql());
    Map<String, Long> counts = new HashMap<>();
    database.all(
        "SELECT kind, count(*) FROM " + diff + " GROUP BY kind",
        row -> counts.put(row.getString(1), row.getLong(2)));
    database.change(
        template(
                """
                DELETE FROM {live}
                WHERE {rowId} IN (SELECT _rid FROM {diff} WHERE kind IN ('update', 'delete'))
                """)
            .sql());
    if (counts.containsKey("same") && !seen.areMarked(writer)) {
      seen.left(writer, nowMicros);
    } else {
      touchUnchanged();
    }
    database.change(
        insert(
            columns,
            """
            INSERT INTO {live} ({names}) SELECT {values} FROM {side} s
            WHERE s.{rowId} IN (SELECT _from FROM {diff} WHERE kind IN ('insert', 'update'))
            """));
    return new TableChanges(
        counts.getOrDefault("insert", 0L),
        counts.getOrDefault("update", 0L),
        counts.getOrDefault("delete", 0L),
        counts.getOrDefault("same", 0L),
        0);
  }

  private void touchUnchanged() throws SQLException {
    database.change(
        template(
                """
                UPDATE {live} AS t SET {syncedAt} = s.{syncedAt}
                FROM {diff} d JOIN {side} s ON s.{rowId} = d._from
                WHERE t.{rowId} = d._rid AND d.kind = 'same'
                """)
            .sql());
  }

  private String insert(MergeColumns columns, String text) {
    boolean marks = live.marksDeleted();
    return template(text)
        .with("names", columns.names() + Target.SYNCED_AT + (marks ? ", " + Target.DELETED : ""))
        .with(
            "values",
            columns.values() + "s." + Target.SYNCED_AT + (marks ? ", " + marked("s.") : ""))
        .sql();
  }

  private SqlTemplate template(String text) {
    return SqlTemplate.of(text)
        .with("live", live.qualified())
        .with("side", side.qualified())
        .with("diff", diff)
        .with("rowId", dialect.rowId())
        .with("syncedAt", Target.SYNCED_AT);
  }

  private String marked(String alias) {
    boolean has = alias.startsWith("s") ? side.marksDeleted() : live.marksDeleted();
    return has ? "coalesce(" + alias + Target.DELETED + ", false)" : "false";
  }
}
