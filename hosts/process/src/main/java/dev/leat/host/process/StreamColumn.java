package dev.leat.host.process;

import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of a stream as a platform must hear of it.
 *
 * @param isKey part of the primary key, so never null
 */
public record StreamColumn(String name, DataType type, boolean isKey) {

  /**
   * The columns of a table: the declared ones in their order, then those that its rows carry
   * without a declaration (key and version, as text), and for a table whose rows can go, the column
   * that says when they went.
   *
   * @param kept which declared columns stay
   * @param deletedAt the platform's name for the column of rows that are gone
   * @return in the order of the schema; a name stands once
   */
  public static List<StreamColumn> of(Table table, Projection kept, String deletedAt) {
    Map<String, DataType> types = new LinkedHashMap<>();
    table.columns().stream()
        .filter(column -> kept.keeps(column.name()))
        .forEach(column -> types.put(column.name(), column.type()));
    table.primaryKey().forEach(key -> types.putIfAbsent(key, DataType.STRING));
    table.versionColumn().ifPresent(version -> types.putIfAbsent(version, DataType.STRING));
    if (table.isMerged()) {
      types.put(deletedAt, DataType.UTC_DATETIME);
    }
    return types.entrySet().stream()
        .map(
            each ->
                new StreamColumn(
                    each.getKey(), each.getValue(), table.primaryKey().contains(each.getKey())))
        .toList();
  }

  /**
   * Refuses a row that lacks columns, for a platform on which a record replaces the whole row: it
   * would empty the others.
   *
   * @param platform what would empty them, as a sentence names it
   * @throws InexpressibleException if a declared column is not in the row, or none is declared
   */
  public static void requireAll(Table table, Row row, String platform) {
    var fields = Documents.parse(row.json(), "row");
    List<String> missing =
        table.columns().stream().map(Column::name).filter(each -> !fields.has(each)).toList();
    if (table.columns().isEmpty() || !missing.isEmpty()) {
      throw new InexpressibleException(
          "Table \""
              + table.name()
              + "\" sent an update of some columns ("
              + missing
              + " are not in it), and "
              + platform
              + " would empty the others: send whole rows as upserts, or run this connector where"
              + " updates exist");
    }
  }
}
