package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the columns of a stream from its schema, as far as that is written in the file. */
final class ColumnsReader {

  private ColumnsReader() {}

  static List<Column> of(Component stream) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Component loader : stream.children("schema_loader")) {
      if (loader.node().value("schema") instanceof Node.Mapping schema
          && schema.value("properties") instanceof Node.Mapping properties) {
        properties
            .fields()
            .forEach((name, field) -> columns.put(name, new Column(name, type(field.value()))));
      }
    }
    return List.copyOf(columns.values());
  }

  private static DataType type(Node schema) {
    if (!(schema instanceof Node.Mapping mapping)) {
      return DataType.JSON;
    }
    List<String> types =
        mapping.value("type") instanceof Node.Sequence several
            ? several.items().stream().map(each -> String.valueOf(each.plain())).toList()
            : List.of(mapping.text("type"));
    List<String> named = types.stream().filter(each -> !each.equals("null")).toList();
    if (named.size() != 1) {
      return DataType.JSON;
    }
    return switch (named.get(0)) {
      // Not a date, whatever the format: one value of another form would have no place.
      case "string" -> DataType.STRING;
      case "integer" -> DataType.LONG;
      case "number" -> DataType.DOUBLE;
      case "boolean" -> DataType.BOOLEAN;
      default -> DataType.JSON;
    };
  }
}
