package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.SchemaSelection;
import dev.leat.host.fivetran.wire.Selection;
import dev.leat.host.fivetran.wire.TableSelection;
import dev.leat.host.fivetran.wire.TablesWithNoSchema;
import dev.leat.host.fivetran.wire.TablesWithSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user leaves out. Immutable.
 *
 * @param tables not wanted at all
 * @param columns not wanted, by their table
 */
record Choice(Set<TableId> tables, Map<TableId, Set<String>> columns) {

  Choice {
    tables = Set.copyOf(tables);
    columns = Map.copyOf(columns);
  }

  /** Everything is wanted. */
  static Choice everything() {
    return new Choice(Set.of(), Map.of());
  }

  /**
   * Leaves out the last table, if there are two or more, and the last column of each other table
   * that is no key.
   */
  static Choice some(Catalog catalog) {
    List<TableId> all = catalog.tables();
    Set<TableId> without = all.size() < 2 ? Set.of() : Set.of(all.get(all.size() - 1));
    Map<TableId, Set<String>> columns = new LinkedHashMap<>();
    for (TableId table : all) {
      List<String> key = catalog.key(table);
      List<String> free =
          catalog.columns(table).orElse(Map.of()).keySet().stream()
              .filter(each -> !key.contains(each))
              .toList();
      if (!without.contains(table) && !free.isEmpty()) {
        columns.put(table, Set.of(free.get(free.size() - 1)));
      }
    }
    return new Choice(without, columns);
  }

  /** Whether nothing is left out. */
  boolean isEverything() {
    return tables.isEmpty() && columns.isEmpty();
  }

  /** Whether a table is wanted. */
  boolean wants(TableId table) {
    return !tables.contains(table);
  }

  /** Whether a column is wanted. */
  boolean wants(TableId table, String column) {
    return !columns.getOrDefault(table, Set.of()).contains(column);
  }

  /** What an update asks for; empty if everything is wanted. */
  Optional<Selection> selection(Catalog catalog) {
    if (isEverything()) {
      return Optional.empty();
    }
    Map<String, List<TableSelection>> schemas = new LinkedHashMap<>();
    for (TableId table : catalog.tables()) {
      schemas
          .computeIfAbsent(table.schema(), each -> new ArrayList<>())
          .add(selection(table, catalog));
    }
    if (schemas.keySet().equals(Set.of(""))) {
      return Optional.of(
          Selection.newBuilder()
              .setWithoutSchema(
                  TablesWithNoSchema.newBuilder()
                      .addAllTables(schemas.get(""))
                      .setIncludeNewTables(true))
              .build());
    }
    TablesWithSchema.Builder chosen = TablesWithSchema.newBuilder().setIncludeNewSchemas(true);
    schemas.forEach(
        (schema, selections) ->
            chosen.addSchemas(
                SchemaSelection.newBuilder()
                    .setIncluded(true)
                    .setSchemaName(schema)
                    .addAllTables(selections)
                    .setIncludeNewTables(true)));
    return Optional.of(Selection.newBuilder().setWithSchema(chosen).build());
  }

  private TableSelection selection(TableId table, Catalog catalog) {
    TableSelection.Builder selection =
        TableSelection.newBuilder()
            .setTableName(table.name())
            .setIncluded(wants(table))
            .setIncludeNewColumns(true);
    catalog
        .columns(table)
        .orElse(Map.of())
        .keySet()
        .forEach(column -> selection.putColumns(column, wants(table, column)));
    return selection.build();
  }
}
