package dev.leat.destination.sql;

import dev.leat.engine.destination.SessionListener;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether rows that came again as they were get the time of their sync.
 *
 * <p>A truncate "before an instant" goes by that time. Where writing it means writing the whole row
 * ({@link Dialect#writesWholeRows}) it is left as it is, until a table is truncated so for the
 * first time; {@code _leat_seen} has when a row was last left. A truncate that reaches back beyond
 * that cannot tell the rows that were seen from those that are gone, and spares both: the next one
 * can. Within the transaction of the commit; for use by one thread.
 */
final class SeenRows {

  private final Database database;
  private final String pipeline;
  private final SessionListener listener;
  private final boolean always;
  private final Map<String, Table> tables = new HashMap<>();

  /**
   * What is known of a table.
   *
   * @param truncated whether it was ever truncated before an instant
   * @param leftMicros when a row was last left with an older time, in microseconds since 1970
   */
  private record Table(boolean truncated, long leftMicros) {}

  /**
   * @param listener hears of rows that should be gone and stay
   */
  SeenRows(Database database, String pipeline, SessionListener listener) {
    this.database = database;
    this.listener = listener;
    this.pipeline = pipeline;
    this.always = !database.dialect().writesWholeRows();
  }

  /** Whether rows of a table that came again get the time. */
  boolean areMarked(TableWriter writer) throws SQLException {
    return always || isTruncatedNow(writer) || table(writer).truncated();
  }

  /** Notes that rows which came at that time were left as they are. */
  void left(TableWriter writer, long atMicros) throws SQLException {
    Table known = table(writer);
    store(writer, new Table(known.truncated(), Math.max(known.leftMicros(), atMicros)));
  }

  /**
   * Whether the rows that are gone can be told from those that were seen.
   *
   * @param beforeMicros up to when rows are truncated
   */
  boolean canTruncate(TableWriter writer, long beforeMicros) throws SQLException {
    if (always || beforeMicros == Long.MAX_VALUE) {
      return true;
    }
    Table known = table(writer);
    if (!known.truncated()) {
      store(writer, new Table(true, known.leftMicros()));
    }
    boolean can = known.leftMicros() < beforeMicros;
    if (!can) {
      listener.warned(
          "Rows of table "
              + writer.place().source()
              + " that are gone from the source stay until it is truncated again: which rows were"
              + " seen was not kept before");
    }
    return can;
  }

  private static boolean isTruncatedNow(TableWriter writer) {
    for (int i = 0; i < writer.segments().count(); i++) {
      long before = writer.segments().truncateBefore(i);
      if (before != Segments.NO_TRUNCATE && before != Long.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }

  private Table table(TableWriter writer) throws SQLException {
    String source = writer.place().source();
    Table known = tables.get(source);
    if (known == null) {
      known =
          database
              .one(
                  "SELECT truncated, left_us FROM %s WHERE pipeline = ? AND source_table = ?"
                      .formatted(name()),
                  row -> new Table(row.getBoolean(1), row.getLong(2)),
                  pipeline,
                  database.dialect().kept(source))
              .orElse(new Table(false, Long.MIN_VALUE));
      tables.put(source, known);
    }
    return known;
  }

  private void store(TableWriter writer, Table table) throws SQLException {
    String source = writer.place().source();
    if (table.equals(tables.put(source, table))) {
      return;
    }
    String kept = database.dialect().kept(source);
    database.execute(
        "DELETE FROM " + name() + " WHERE pipeline = ? AND source_table = ?", pipeline, kept);
    database.execute(
        "INSERT INTO " + name() + " VALUES (?, ?, ?, ?)",
        pipeline,
        kept,
        table.truncated(),
        table.leftMicros());
  }

  private String name() {
    return database.qualified(database.dialect().systemSchema(), "_leat_seen");
  }
}
