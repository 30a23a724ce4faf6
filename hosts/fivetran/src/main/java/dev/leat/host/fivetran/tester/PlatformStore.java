package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.Record;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Fivetran would hold: the rows by their key, and the last state. Rows count when a checkpoint
 * claims them; those after the last one are forgotten when an update ends. For use by one thread.
 *
 * <p>A table without a key has one row for each different content, as in Fivetran.
 */
final class PlatformStore {

  private final Catalog catalog;
  private final Map<TableId, Map<Map<String, String>, Map<String, String>>> tables;
  private final List<Record> unclaimed = new ArrayList<>();
  private Optional<String> state;

  private PlatformStore(
      Catalog catalog,
      Map<TableId, Map<Map<String, String>, Map<String, String>>> tables,
      Optional<String> state) {
    this.catalog = catalog;
    this.tables = tables;
    this.state = state;
  }

  /**
   * An empty store.
   *
   * @param catalog says which columns are keys; shared with whoever reads the stream
   */
  PlatformStore(Catalog catalog) {
    this(catalog, new HashMap<>(), Optional.empty());
  }

  /** The columns that are announced. */
  Catalog catalog() {
    return catalog;
  }

  /** The last state; empty before the first checkpoint. */
  Optional<String> state() {
    return state;
  }

  /** The rows of a table: columns by name as {@link StoredText}, without nulls. */
  List<Map<String, String>> rows(TableId table) {
    return List.copyOf(tables.getOrDefault(table, Map.of()).values());
  }

  /** How many rows there are in all tables. */
  long size() {
    return tables.values().stream().mapToLong(Map::size).sum();
  }

  void put(Record record) {
    unclaimed.add(record);
  }

  /** Everything put so far counts, and the next update starts from here. */
  void checkpoint(String stateJson) {
    unclaimed.forEach(this::apply);
    unclaimed.clear();
    state = Optional.of(stateJson);
  }

  /** An update has ended, or was cut off. */
  void forgetUnclaimed() {
    unclaimed.clear();
  }

  /** How many rows of this store the other one lacks. */
  long missingIn(PlatformStore other) {
    return tables.entrySet().stream()
        .mapToLong(
            table ->
                table.getValue().keySet().stream()
                    .filter(
                        key ->
                            !other.tables.getOrDefault(table.getKey(), Map.of()).containsKey(key))
                    .count())
        .sum();
  }

  /** How many rows both stores have, with other values. */
  long differentIn(PlatformStore other) {
    return tables.entrySet().stream()
        .mapToLong(
            table ->
                table.getValue().entrySet().stream()
                    .filter(
                        row -> {
                          Map<String, String> there =
                              other.tables.getOrDefault(table.getKey(), Map.of()).get(row.getKey());
                          return there != null && !there.equals(row.getValue());
                        })
                    .count())
        .sum();
  }

  private void apply(Record record) {
    TableId table = TableId.of(record);
    Map<Map<String, String>, Map<String, String>> rows =
        tables.computeIfAbsent(table, each -> new HashMap<>());
    Map<String, String> key = key(table, record);
    switch (record.getType()) {
      case UPSERT -> rows.put(key, merged(Map.of(), record));
      case UPDATE -> rows.put(key, merged(rows.getOrDefault(key, Map.of()), record));
      case DELETE -> rows.remove(key);
      case TRUNCATE -> rows.clear();
      case UNRECOGNIZED -> {} // A breach, which the rules note.
    }
  }

  private static Map<String, String> merged(Map<String, String> before, Record record) {
    Map<String, String> merged = new TreeMap<>(before);
    record
        .getDataMap()
        .forEach(
            (column, value) -> {
              if (value.hasNull()) {
                merged.remove(column);
              } else {
                merged.put(column, StoredText.of(value));
              }
            });
    return merged;
  }

  private Map<String, String> key(TableId table, Record record) {
    List<String> key = catalog.key(table);
    Map<String, String> parts = merged(Map.of(), record);
    if (!key.isEmpty()) {
      parts.keySet().retainAll(key);
    }
    return parts;
  }
}
