package dev.leat.destination.sql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The staging table of one table: everything written since the last commit, as text, in order. It
 * is temporary: a crash leaves nothing of it. For use by one thread.
 *
 * <p>Columns: {@code _segment}, {@code _seq}, {@code _op}, {@code _at} (microseconds since 1970),
 * {@code _has} (for updates, a {@code 1} for each column that the row has), then {@code c0}, {@code
 * c1} and so on.
 */
final class Stage {

  private static final String NUMBERS = "_segment BIGINT, _seq BIGINT, _op BIGINT, _at BIGINT";

  private final Database database;
  private final BulkLoad loader;
  private final String table;
  private final BlockBuffer buffer = new BlockBuffer(4);
  private int columns;
  private int createdColumns;
  private boolean created;
  private long rows;
  private final Map<Long, Set<StagedOperation>> operations = new HashMap<>();
  private long lastSegment = -1;
  private Set<StagedOperation> ofLastSegment = EnumSet.noneOf(StagedOperation.class);

  /**
   * @param name unique in the session
   */
  Stage(Database database, BulkLoad loader, String name) {
    this.database = database;
    this.loader = loader;
    this.table = database.dialect().temporary(name);
    buffer.addTextColumn();
  }

  /** The staging table, quoted. */
  String table() {
    return table;
  }

  /** The name of a column's texts in the staging table. */
  static String text(int column) {
    return "c" + column;
  }

  /** Adds a text column and answers its number; rows so far have null in it. */
  int addColumn() {
    buffer.addTextColumn();
    return columns++;
  }

  /** How many rows were staged since the last commit. */
  long rows() {
    return rows;
  }

  /** Which kinds of rows a segment has. */
  Set<StagedOperation> operations(long segment) {
    return operations.getOrDefault(segment, Set.of());
  }

  /**
   * Stages a row.
   *
   * @param values by column; may be shorter than there are columns
   * @param present which columns the row has; for updates only
   */
  void add(
      long segment, StagedOperation operation, long atMicros, byte[][] values, boolean[] present)
      throws SQLException {
    buffer.number(0, segment);
    buffer.number(1, rows);
    buffer.number(2, operation.code());
    buffer.number(3, atMicros);
    if (operation == StagedOperation.UPDATE) {
      StringBuilder has = new StringBuilder(columns);
      for (int i = 0; i < columns; i++) {
        has.append(present[i] ? '1' : '0');
      }
      buffer.text(0, has.toString().getBytes(StandardCharsets.US_ASCII));
    }
    for (int i = 0; i < columns; i++) {
      if (values[i] != null) {
        buffer.text(i + 1, values[i]);
      }
    }
    buffer.endRow();
    rows++;
    if (segment != lastSegment) {
      lastSegment = segment;
      ofLastSegment =
          operations.computeIfAbsent(segment, none -> EnumSet.noneOf(StagedOperation.class));
    }
    ofLastSegment.add(operation);
    if (buffer.isFull()) {
      flush();
    }
  }

  /** Brings what waits in memory into the staging table. */
  void flush() throws SQLException {
    if (buffer.rows() == 0) {
      return;
    }
    grow();
    loader.append(table, buffer);
    buffer.clear();
  }

  /** Forgets all rows. */
  void clear() throws SQLException {
    buffer.clear();
    if (created) {
      database.execute("DROP TABLE IF EXISTS " + table);
    }
    created = false;
    createdColumns = 0;
    rows = 0;
    operations.clear();
    lastSegment = -1;
  }

  /** Makes the staging table have all columns, rows or not. */
  void grow() throws SQLException {
    if (!created) {
      StringBuilder sql = new StringBuilder("(" + NUMBERS + ", _has VARCHAR");
      for (int i = 0; i < columns; i++) {
        sql.append(", ").append(text(i)).append(" VARCHAR");
      }
      database.makeTemporary(table, sql.append(")").toString());
      created = true;
      createdColumns = columns;
    }
    while (createdColumns < columns) {
      database.execute("ALTER TABLE " + table + " ADD COLUMN " + text(createdColumns) + " VARCHAR");
      createdColumns++;
    }
  }
}
