package dev.leat.sdk.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables of a source, or those of them that a sync asks for. Immutable.
 *
 * @param tables in the order in which they are synced; names are unique; may be empty
 */
public record Schema(List<Table> tables) {

  /**
   * @throws IllegalArgumentException if two tables share a name
   */
  public Schema {
    tables = List.copyOf(tables);
    Map<TableName, Table> seen = new LinkedHashMap<>();
    for (Table table : tables) {
      if (seen.put(table.name(), table) != null) {
        throw new IllegalArgumentException(
            "A schema names table \"" + table.name() + "\" twice: remove one");
      }
    }
  }

  /** A schema of these tables, in this order. */
  public static Schema of(Table... tables) {
    return new Schema(List.of(tables));
  }

  /** The table of that name; empty if there is none. */
  public Optional<Table> table(TableName name) {
    return tables.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Whether the schema has a table of that name. */
  public boolean contains(TableName name) {
    return table(name).isPresent();
  }

  /**
   * These tables only, in the order of this schema.
   *
   * @throws IllegalArgumentException if a name is not in this schema; the message lists what is
   */
  public Schema only(Collection<TableName> names) {
    for (TableName name : names) {
      if (!contains(name)) {
        throw new IllegalArgumentException(
            "There is no table \""
                + name
                + "\": choose from "
                + tables.stream()
                    .map(each -> each.name().value())
                    .collect(Collectors.joining(", ")));
      }
    }
    return new Schema(tables.stream().filter(each -> names.contains(each.name())).toList());
  }
}
