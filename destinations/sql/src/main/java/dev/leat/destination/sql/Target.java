package dev.leat.destination.sql;

import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.ColumnType.Kind;
import dev.leat.sdk.error.ConfigurationException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stored table as it is now: whether it is there, its columns. For use by one thread. */
final class Target {

  static final String SYNCED_AT = "_leat_synced_at";
  static final String DELETED = "_leat_deleted";

  /** Numbers the rows of a table without a key, so that rows of child tables can refer to them. */
  static final String ROW = "_leat_row";

  private final String schema;
  private final String name;
  private final String qualified;
  private final Map<String, ColumnType> columns = new LinkedHashMap<>();
  private boolean exists;
  private boolean marksDeleted;
  private boolean numbersRows;
  private boolean tellsTime;
  private final Set<List<String>> indexes = new HashSet<>();

  /** A table that is not looked at yet. */
  Target(Database database, String schema, String name) {
    this.schema = schema;
    this.name = name;
    this.qualified = database.qualified(schema, name);
  }

  /**
   * Reads the columns from the database.
   *
   * @throws ConfigurationException if a column has a type that this destination never makes
   */
  void load(Database database) throws SQLException {
    columns.clear();
    exists = false;
    marksDeleted = false;
    numbersRows = false;
    tellsTime = false;
    database.all(
        database.dialect().columns(),
        row -> {
          note(database.dialect(), row.getString(1), row.getString(2));
          return name;
        },
        schema,
        name);
  }

  private void note(Dialect dialect, String column, String type) {
    exists = true;
    if (column.equals(DELETED)) {
      marksDeleted = true;
    } else if (column.equals(ROW)) {
      numbersRows = true;
    } else if (column.equals(SYNCED_AT)) {
      tellsTime = true;
    } else {
      columns.put(
          column,
          dialect
              .type(type)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "Column \""
                              + column
                              + "\" of table "
                              + schema
                              + "."
                              + name
                              + " has type "
                              + type
                              + ", which Leat does not write: give it back a type such as "
                              + dialect.type(ColumnType.of(Kind.TEXT))
                              + ", or drop the table and sync with --full-refresh")));
    }
  }

  /** Whether {@link #indexed} was said of these columns. */
  boolean isIndexed(List<String> key) {
    return indexes.contains(key);
  }

  /** Notes that there is an index of these columns, or that none is needed. */
  void indexed(List<String> key) {
    indexes.add(List.copyOf(key));
  }

  /** Takes the shape of a table that this one will replace. */
  void shapeLike(Target other) {
    columns.putAll(other.columns);
    marksDeleted = other.marksDeleted;
  }

  /** The name with everything before it, quoted. */
  String qualified() {
    return qualified;
  }

  String schema() {
    return schema;
  }

  /** The table's own name, not quoted. */
  String name() {
    return name;
  }

  boolean exists() {
    return exists;
  }

  /** Whether there is a column for deletes that keep their row. */
  boolean marksDeleted() {
    return marksDeleted;
  }

  /** Whether there is a column that numbers the rows. */
  boolean numbersRows() {
    return numbersRows;
  }

  /** Whether there is a column for the time at which a row was written. */
  boolean tellsTime() {
    return tellsTime;
  }

  /** Whether the table has a column of that stored name. */
  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The type of a column; empty if there is none of that name. */
  Optional<ColumnType> type(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  /** The columns in order, without Leat's own; unmodifiable. */
  Map<String, ColumnType> columns() {
    return Collections.unmodifiableMap(columns);
  }
}
