package dev.leat.sdk.contract;

import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import java.util.List;

/** The key columns of a table, looked for in its rows without a copy of them. Immutable. */
final class Keys {

  private final List<String> columns;

  private Keys(List<String> columns) {
    this.columns = columns;
  }

  static Keys of(Table table) {
    return new Keys(table.primaryKey());
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The first column that a row has no value for; null if it has all: asked for each row. */
  String missingIn(Row row) {
    for (int i = 0; i < columns.size(); i++) {
      if (!has(row, columns.get(i))) {
        return columns.get(i);
      }
    }
    return null;
  }

  private static boolean has(Row row, String column) {
    return row instanceof JsonRow json
        ? json.hasValue(column)
        : row.text(asName(column)).isPresent();
  }

  /** A name that starts with a slash would be taken for a JSON pointer. */
  private static String asName(String column) {
    return column.startsWith("/") ? "/" + column.replace("~", "~0").replace("/", "~1") : column;
  }
}
