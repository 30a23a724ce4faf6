package dev.leat.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a destination would hold: the oracle of tests. Tables that merge keep the row that arrived
 * last for each key; tables that append keep every row; tables that are replaced keep one of each
 * key, or of each row if they have no key. A truncate takes whatever arrived before it. Two models
 * are equal if they hold the same rows, whatever their order. Used by one thread.
 */
public final class TableModel {

  private static final ObjectMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Map<TableName, Table> schema = new LinkedHashMap<>();
  private final Map<TableName, Map<String, ObjectNode>> rows = new TreeMap<>();
  private final Operation.Cases<Void, RuntimeException> cases = new Apply();

  /** Empty tables of this schema. */
  public TableModel(Schema tables) {
    tables.tables().forEach(each -> schema.put(each.name(), each));
  }

  /** A model of these tables after these operations. */
  public static TableModel after(Schema tables, Collection<Operation> operations) {
    TableModel model = new TableModel(tables);
    model.apply(operations);
    return model;
  }

  /**
   * Does what the operations say, in order.
   *
   * @throws AssertionError if one is of an undeclared table, or its row has no value for a key
   */
  public void apply(Collection<Operation> operations) {
    operations.forEach(each -> each.match(cases));
  }

  /** The rows of a table as JSON by key; empty if there are none. */
  public Map<String, String> rows(TableName table) {
    Map<String, String> texts = new TreeMap<>();
    rows.getOrDefault(table, Map.of()).forEach((key, row) -> texts.put(key, row.toString()));
    return texts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableModel that && contents().equals(that.contents());
  }

  @Override
  public int hashCode() {
    return contents().hashCode();
  }

  /** All rows, by table and key. */
  @Override
  public String toString() {
    return contents().toString();
  }

  private Map<TableName, Map<String, String>> contents() {
    Map<TableName, Map<String, String>> contents = new TreeMap<>();
    rows.keySet().stream()
        .filter(each -> !rows(each).isEmpty())
        .forEach(each -> contents.put(each, rows(each)));
    return contents;
  }

  private Map<String, ObjectNode> stored(TableName table) {
    return rows.computeIfAbsent(table, each -> new LinkedHashMap<>());
  }

  private Table declared(TableName name) {
    Table table = schema.get(name);
    if (table == null) {
      throw new AssertionError(
          "A row of table \"" + name + "\" was sent, which is not among " + schema.keySet());
    }
    return table;
  }

  private String key(Table table, ObjectNode row) {
    return switch (table.disposition()) {
      case APPEND -> nextCopy(table.name(), row.toString());
      case MERGE, REPLACE -> table.primaryKey().isEmpty() ? row.toString() : keyColumns(table, row);
    };
  }

  private static String keyColumns(Table table, ObjectNode row) {
    StringJoiner key = new StringJoiner(",", "[", "]");
    for (String column : table.primaryKey()) {
      if (!row.hasNonNull(column)) {
        throw new AssertionError(
            "A row of table \""
                + table.name()
                + "\" has no value for its key \""
                + column
                + "\": "
                + row);
      }
      key.add(row.get(column).toString());
    }
    return key.toString();
  }

  private String nextCopy(TableName table, String row) {
    int copy = 1;
    while (stored(table).containsKey(row + " #" + copy)) {
      copy++;
    }
    return row + " #" + copy;
  }

  private static ObjectNode tree(Row row) {
    try {
      return (ObjectNode) EXACT.readTree(row.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError("A row is not JSON: " + row, e);
    }
  }

  private final class Apply implements Operation.Cases<Void, RuntimeException> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      ObjectNode row = tree(upsert.row());
      stored(upsert.table()).put(key(declared(upsert.table()), row), row);
      return null;
    }

    @Override
    public Void update(Operation.Update update) {
      ObjectNode changed = tree(update.row());
      ObjectNode whole =
          stored(update.table())
              .computeIfAbsent(
                  keyColumns(declared(update.table()), changed), each -> EXACT.createObjectNode());
      whole.setAll(changed);
      return null;
    }

    @Override
    public Void delete(Operation.Delete delete) {
      ObjectNode key = tree(delete.key());
      stored(delete.table()).remove(keyColumns(declared(delete.table()), key));
      return null;
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      stored(declared(truncate.table()).name()).clear();
      return null;
    }

    @Override
    public Void setAside(Operation.SetAside setAside) {
      declared(setAside.table());
      return null;
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      schema.put(change.table().name(), change.table());
      return null;
    }

    @Override
    public Void warning(Operation.Warning warning) {
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) {
      return null;
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) {
      return null;
    }
  }
}
