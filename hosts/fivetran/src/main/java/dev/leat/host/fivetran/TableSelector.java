package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.sdk.schema.TableName;
import java.util.Map;

/**
 * Which columns of a selected table the user wants. Immutable.
 *
 * @param table whose columns
 * @param chosen whether a column is wanted, by name
 * @param others what holds for every other column
 */
record TableSelector(TableName table, Map<String, Boolean> chosen, Others others) {

  /** What holds for a column that the user has not decided on. */
  enum Others {
    INCLUDED,
    EXCLUDED
  }

  TableSelector {
    chosen = Map.copyOf(chosen);
  }

  /** Every column. */
  static TableSelector everything(TableName table) {
    return new TableSelector(table, Map.of(), Others.INCLUDED);
  }

  /** What the user chose. */
  static TableSelector of(TableSelection selection) {
    return new TableSelector(
        new TableName(selection.getTableName()),
        selection.getColumnsMap(),
        selection.getIncludeNewColumns() ? Others.INCLUDED : Others.EXCLUDED);
  }

  /** Whether the user wants a column. */
  boolean wants(String column) {
    return chosen.getOrDefault(column, others == Others.INCLUDED);
  }
}
