package dev.leat.destination.sql;

import static dev.leat.destination.sql.StagedOperation.DELETE;
import static dev.leat.destination.sql.StagedOperation.UPDATE;
import static dev.leat.destination.sql.StagedOperation.UPSERT;

import dev.leat.engine.destination.TableChanges;
import java.sql.SQLException;
import java.util.Set;

/**
 * Applies what is staged for one table, segment by segment, within the transaction of the commit.
 * Counts what it does. For use by one thread.
 */
final class TableMerge {

  private final Database database;
  private final TableWriter writer;
  private final SeenRows seen;
  private final MergeColumns columns;
  private final String table;
  private final String stage;
  private final long sinceMicros;
  private final boolean keepsDeleted;
  private final boolean marks;
  private TableChanges changes = TableChanges.NONE;

  /**
   * @param sinceMicros when this sync began, in microseconds since 1970
   * @param keepsDeleted whether deletes keep their row and mark it
   */
  TableMerge(
      Database database,
      TableWriter writer,
      SeenRows seen,
      long sinceMicros,
      boolean keepsDeleted) {
    this.database = database;
    this.writer = writer;
    this.seen = seen;
    this.columns = MergeColumns.ofStage(writer);
    this.table = writer.place().target().qualified();
    this.stage = writer.stage().table();
    this.sinceMicros = sinceMicros;
    this.keepsDeleted = keepsDeleted;
    this.marks = writer.place().target().marksDeleted();
  }

  /** Applies everything; answers what happened to the rows. */
  TableChanges run() throws SQLException {
    Segments segments = writer.segments();
    boolean staged = writer.stage().rows() > 0;
    if (staged) {
      writer.stage().grow();
      database.execute(database.dialect().beforeMerge(table, stage));
    }
    for (int i = 0; i < segments.count(); i++) {
      truncate(segments.truncateBefore(i));
      Set<StagedOperation> operations = writer.stage().operations(i);
      if (!writer.merges()) {
        append(i, operations);
      } else {
        if (operations.contains(UPSERT) || operations.contains(DELETE)) {
          count(new RowMerge(database, writer, columns, seen, sinceMicros, keepsDeleted).run(i));
        }
        if (operations.contains(UPDATE)) {
          count(new PartialMerge(database, writer, columns, seen, sinceMicros, marks).run(i));
        }
      }
    }
    return changes;
  }

  private void truncate(long beforeMicros) throws SQLException {
    if (beforeMicros == Segments.NO_TRUNCATE
        || !writer.place().target().exists()
        || !seen.canTruncate(writer, beforeMicros)) {
      return;
    }
    String instant = database.dialect().instant(beforeMicros);
    String which = beforeMicros == Long.MAX_VALUE ? "true" : Target.SYNCED_AT + " < " + instant;
    long gone =
        keepsDeleted
            ? database.change(
                template("UPDATE {table} SET {deleted} = true WHERE {which}{notDeleted}")
                    .with("which", which)
                    .with("notDeleted", notDeleted(""))
                    .sql())
            : database.change(
                template("DELETE FROM {table} WHERE {which}").with("which", which).sql());
    count(new TableChanges(0, 0, gone, 0, 0));
  }

  private String notDeleted(String alias) {
    return marks ? " AND " + alias + Target.DELETED + " IS NOT TRUE" : "";
  }

  private void append(int segment, Set<StagedOperation> operations) throws SQLException {
    if (operations.isEmpty()) {
      return;
    }
    long added =
        database.change(
            template(
                    """
                    INSERT INTO {table} ({names}{syncedAt}{deletedColumn})
                    SELECT {values}{instant}{isDeleted}
                    FROM {stage} s WHERE s._segment = {segment} AND s._op <> 2
                    ORDER BY s._seq
                    """)
                .with("names", columns.names())
                .with("deletedColumn", marks ? ", " + Target.DELETED : "")
                .with("values", columns.values())
                .with("isDeleted", marks ? ", false" : "")
                .with("segment", segment)
                .sql());
    count(new TableChanges(added, 0, 0, 0, 0));
    if (columns.keys().isEmpty()) {
      return;
    }
    String gone =
        template(" FROM {stage} s WHERE s._segment = {segment} AND s._op = 2 AND {sameKey}")
            .with("segment", segment)
            .with("sameKey", columns.sameKey())
            .sql();
    long deleted =
        keepsDeleted
            ? database.change(
                template(
                        """
                        UPDATE {table} AS t SET {deleted} = true, {syncedAt} = {instant}
                        {gone}{notDeleted}
                        """)
                    .with("gone", gone)
                    .with("notDeleted", notDeleted("t."))
                    .sql())
            : database.change(
                template("DELETE FROM {table} AS t WHERE EXISTS (SELECT 1{gone})")
                    .with("gone", gone)
                    .sql());
    count(new TableChanges(0, 0, deleted, 0, 0));
  }

  private SqlTemplate template(String text) {
    return SqlTemplate.of(text)
        .with("table", table)
        .with("stage", stage)
        .with("deleted", Target.DELETED)
        .with("syncedAt", Target.SYNCED_AT)
        .with("instant", database.dialect().instant("s._at"));
  }

  private void count(TableChanges more) {
    changes = changes.plus(more);
  }
}
