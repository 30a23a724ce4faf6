package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.host.fivetran.wire.TablesWithNoSchema;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which tables and columns the user wants. Immutable. */
final class ChosenTables {

  private final Map<TableName, TableSelection> listed;
  private final boolean others;

  private ChosenTables(Map<TableName, TableSelection> listed, boolean others) {
    this.listed = listed;
    this.others = others;
  }

  /**
   * What an update asks for.
   *
   * @param selection empty if the user chose nothing: everything is wanted
   * @throws ConfigurationException if it chooses schemas, which our tables are not in
   */
  static ChosenTables of(Optional<Selection> selection) {
    if (selection.isEmpty() || selection.get().getSelectionCase().getNumber() == 0) {
      return new ChosenTables(Map.of(), true);
    }
    if (selection.get().hasWithSchema()) {
      throw new ConfigurationException(
          "The selection names schemas, but the tables of this connector are in none: reload the"
              + " schema of the connection and choose tables");
    }
    TablesWithNoSchema tables = selection.get().getWithoutSchema();
    Map<TableName, TableSelection> listed = new HashMap<>();
    tables.getTablesList().forEach(each -> listed.put(new TableName(each.getTableName()), each));
    return new ChosenTables(listed, tables.getIncludeNewTables());
  }

  /** The wanted ones of these tables, all their columns with them. */
  Schema of(Schema discovered) {
    List<Table> wanted =
        discovered.tables().stream().filter(each -> selector(each.name()).isPresent()).toList();
    return new Schema(wanted);
  }

  /** Which columns of a table are wanted; empty if the table is not. */
  Optional<TableSelector> selector(TableName table) {
    TableSelection selection = listed.get(table);
    if (selection == null) {
      return others ? Optional.of(TableSelector.everything(table)) : Optional.empty();
    }
    return selection.getIncluded() ? Optional.of(TableSelector.of(selection)) : Optional.empty();
  }

  /** The tables that are asked for by name, but that the source does not have. */
  List<TableName> missing(Schema discovered) {
    return new TreeSet<>(listed.keySet())
        .stream()
            .filter(each -> listed.get(each).getIncluded() && !discovered.contains(each))
            .toList();
  }
}
