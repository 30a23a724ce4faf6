package dev.leat.destination.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Records that were set aside since the last commit, with the reason. For use by one thread. */
final class Quarantine {

  private static final String STAGE = "temp.main.leat_quarantine";

  private final Database database;
  private final Driver.BulkLoad loader;
  private final BlockBuffer buffer = new BlockBuffer(1);
  private final Map<String, Long> counts = new HashMap<>();

  Quarantine(Database database, Driver.BulkLoad loader) throws SQLException {
    this.database = database;
    this.loader = loader;
    for (int i = 0; i < 3; i++) {
      buffer.addTextColumn();
    }
    database.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + STAGE
            + " (at_us BIGINT, table_name VARCHAR, reason VARCHAR, row_json VARCHAR)");
  }

  /** Sets a record aside, as its text. */
  void add(String table, String record, String reason, long atMicros) throws SQLException {
    buffer.number(0, atMicros);
    buffer.text(0, table.getBytes(StandardCharsets.UTF_8));
    buffer.text(1, reason.getBytes(StandardCharsets.UTF_8));
    buffer.text(2, record.getBytes(StandardCharsets.UTF_8));
    buffer.endRow();
    counts.merge(table, 1L, Long::sum);
    if (buffer.isFull()) {
      flush();
    }
  }

  /** How many records of a table were set aside since the last commit. */
  long count(String table) {
    return counts.getOrDefault(table, 0L);
  }

  /** Brings what waits in memory into the staging table. */
  void flush() throws SQLException {
    if (buffer.rows() > 0) {
      loader.append(STAGE, buffer);
      buffer.clear();
    }
  }

  /**
   * Stores the records; within the transaction of the commit. One that is there already, because a
   * sync read it again, is not stored twice.
   */
  void store(String pipeline, String runId) throws SQLException {
    if (!counts.isEmpty()) {
      String table = database.qualified("main", "_leat_quarantine");
      database.execute(
          """
          INSERT INTO %s
          SELECT $1, s.table_name, s.reason, s.row_json, $2, make_timestamptz(min(s.at_us))
          FROM %s s
          WHERE NOT EXISTS (
            SELECT 1 FROM %s q
            WHERE q.pipeline = $1 AND q.table_name = s.table_name
              AND q.reason = s.reason AND q.row_json = s.row_json)
          GROUP BY s.table_name, s.reason, s.row_json
          """
              .formatted(table, STAGE, table),
          pipeline,
          runId);
    }
  }

  /** Starts the next commit. */
  void clear() throws SQLException {
    buffer.clear();
    if (!counts.isEmpty()) {
      database.execute("DELETE FROM " + STAGE);
      counts.clear();
    }
  }
}
