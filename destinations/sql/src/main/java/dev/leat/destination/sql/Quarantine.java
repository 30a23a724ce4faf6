package dev.leat.destination.sql;

import dev.leat.engine.destination.SessionListener;
import dev.leat.engine.types.FieldScanner;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records that were set aside since the last commit, with the reason. For use by one thread. */
final class Quarantine {

  private final Database database;
  private final Dialect dialect;
  private final BulkLoad loader;
  private final String stage;
  private final BlockBuffer buffer = new BlockBuffer(1);
  private final Map<String, Long> counts = new HashMap<>();
  private final SessionListener listener;
  private final Set<String> told = new HashSet<>();
  private boolean staged;
  private boolean any;

  /**
   * @param listener hears of what is kept here and not counted
   */
  Quarantine(Database database, BulkLoad loader, SessionListener listener) {
    this.database = database;
    this.listener = listener;
    this.dialect = database.dialect();
    this.loader = loader;
    this.stage = dialect.temporary("leat_quarantine");
    for (int i = 0; i < 3; i++) {
      buffer.addTextColumn();
    }
  }

  /** Sets a record aside, as its text, and counts it. */
  void add(String table, String record, String reason, long atMicros) throws SQLException {
    counts.merge(table, 1L, Long::sum);
    if (table.contains(NestedTables.WITHIN)) {
      tell(table, "Elements of " + table + " do not fit and are in _leat_quarantine: " + reason);
    }
    stage(table, record, reason, atMicros);
  }

  /** Keeps the original of a row that is stored in another form; it is not counted. */
  void keep(String table, String record, String reason, long atMicros) throws SQLException {
    tell(table + reason, "In table " + table + ", " + reason);
    stage(table, record, reason, atMicros);
  }

  private void tell(String once, String what) {
    if (told.add(once)) {
      listener.warned(what);
    }
  }

  private void stage(String table, String record, String reason, long atMicros)
      throws SQLException {
    any = true;
    buffer.number(0, atMicros);
    buffer.text(0, held(table));
    buffer.text(1, held(reason));
    buffer.text(2, held(record));
    buffer.endRow();
    if (buffer.isFull()) {
      flush();
    }
  }

  private byte[] held(String text) {
    return dialect.held(FieldScanner.Kind.STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many records of a table were set aside since the last commit. */
  long count(String table) {
    return counts.getOrDefault(table, 0L);
  }

  /** Brings what waits in memory into the staging table. */
  void flush() throws SQLException {
    if (buffer.rows() > 0) {
      if (!staged) {
        database.makeTemporary(
            stage, "(at_us BIGINT, table_name VARCHAR, reason VARCHAR, row_json VARCHAR)");
        staged = true;
      }
      loader.append(stage, buffer);
      buffer.clear();
    }
  }

  /**
   * Stores the records; within the transaction of the commit. One that is there already, because a
   * sync read it again, is not stored twice.
   */
  void store(String pipeline, String runId) throws SQLException {
    if (any) {
      database.execute(
          SqlTemplate.of(
                  """
                  INSERT INTO {table}
                  SELECT ?, s.table_name, s.reason, s.row_json, ?, {instant}
                  FROM {stage} s
                  WHERE NOT EXISTS (
                    SELECT 1 FROM {table} q
                    WHERE q.pipeline = ? AND q.table_name = s.table_name
                      AND q.reason = s.reason AND q.row_json = s.row_json)
                  GROUP BY s.table_name, s.reason, s.row_json
                  """)
              .with("table", database.qualified(dialect.systemSchema(), "_leat_quarantine"))
              .with("stage", stage)
              .with("instant", dialect.instant("min(s.at_us)"))
              .sql(),
          pipeline,
          runId,
          pipeline);
    }
  }

  /** Starts the next commit. */
  void clear() throws SQLException {
    buffer.clear();
    counts.clear();
    any = false;
    if (staged) {
      database.execute("DROP TABLE IF EXISTS " + stage);
      staged = false;
    }
  }
}
