package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.Column;
import dev.leat.host.fivetran.wire.SchemaChange;
import dev.leat.host.fivetran.wire.SchemaList;
import dev.leat.host.fivetran.wire.SchemaResponse;
import dev.leat.host.fivetran.wire.Table;
import dev.leat.host.fivetran.wire.TableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables that a server has announced, and their columns. For use by one thread. */
final class Catalog {

  private final Map<TableId, Map<String, Column>> tables;
  private final boolean known;

  private Catalog(boolean known) {
    this.tables = new LinkedHashMap<>();
    this.known = known;
  }

  /** What a server answered when it was asked for its schema; breaches are noted. */
  static Catalog of(SchemaResponse schema, Violations violations) {
    Catalog catalog = new Catalog(schema.hasWithSchema() || schema.hasWithoutSchema());
    if (schema.hasWithSchema()) {
      catalog.put(schema.getWithSchema(), violations);
    } else if (schema.hasWithoutSchema()) {
      catalog.put(schema.getWithoutSchema(), violations);
    } else if (!schema.getSchemaResponseNotSupported()) {
      violations.add("Schema answers neither tables nor that it cannot");
    }
    return catalog;
  }

  /** A copy that changes by itself. */
  Catalog copy() {
    Catalog copy = new Catalog(known);
    copy.tables.putAll(tables);
    return copy;
  }

  /** Whether the server can tell its tables at all. */
  boolean isKnown() {
    return known;
  }

  /** All tables, in the order in which they were announced. */
  List<TableId> tables() {
    return List.copyOf(tables.keySet());
  }

  /** The columns of a table by name; empty if the table was not announced. */
  Optional<Map<String, Column>> columns(TableId table) {
    return Optional.ofNullable(tables.get(table));
  }

  /** The names of the key columns of a table; empty if it has none or was not announced. */
  List<String> key(TableId table) {
    return columns(table).orElse(Map.of()).values().stream()
        .filter(Column::getPrimaryKey)
        .map(Column::getName)
        .toList();
  }

  /** The server announces tables in an update; columns that it leaves out stay. */
  void change(SchemaChange change, Violations violations) {
    if (change.hasWithSchema()) {
      put(change.getWithSchema(), violations);
    } else {
      put(change.getWithoutSchema(), violations);
    }
  }

  private void put(SchemaList schemas, Violations violations) {
    schemas
        .getSchemasList()
        .forEach(
            schema ->
                schema.getTablesList().forEach(table -> put(schema.getName(), table, violations)));
  }

  private void put(TableList list, Violations violations) {
    list.getTablesList().forEach(table -> put("", table, violations));
  }

  private void put(String schema, Table table, Violations violations) {
    TableId id = new TableId(schema, table.getName());
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Column column : table.getColumnsList()) {
      if (column.getName().isBlank()) {
        violations.add("Table " + id + " has a column without a name");
      }
      if (columns.put(column.getName(), column) != null) {
        violations.add("Table " + id + " names column \"" + column.getName() + "\" twice");
      }
    }
    Map<String, Column> all = new LinkedHashMap<>(tables.getOrDefault(id, Map.of()));
    all.putAll(columns);
    tables.put(id, all);
  }
}
