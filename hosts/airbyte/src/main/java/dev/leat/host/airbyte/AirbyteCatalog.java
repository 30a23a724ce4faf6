package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Projection;
import dev.leat.host.process.StreamColumn;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.Set;

/** The tables as Airbyte's catalog lists them. Stateless. */
final class AirbyteCatalog {

  /** The column by which Airbyte's destinations know a row that is gone. */
  static final String DELETED_AT = "_ab_cdc_deleted_at";

  private enum Nulls {
    ALLOWED,
    NEVER
  }

  private AirbyteCatalog() {}

  static ObjectNode message(Schema schema) {
    ObjectNode message = Documents.object();
    message.put("type", "CATALOG");
    var streams = message.putObject("catalog").putArray("streams");
    schema.tables().forEach(table -> streams.add(stream(table)));
    return message;
  }

  /** Whether a read can go on where the last one stopped. */
  static boolean isIncremental(Table table) {
    return !table.isReplaced();
  }

  private static ObjectNode stream(Table table) {
    ObjectNode stream = Documents.object();
    stream.put("name", table.name().value());
    stream.set("json_schema", jsonSchema(table));
    var modes = stream.putArray("supported_sync_modes").add("full_refresh");
    if (isIncremental(table)) {
      modes.add("incremental");
    }
    // The strategy owns its cursor: nobody is asked to choose one.
    stream.put("source_defined_cursor", isIncremental(table));
    var cursor = stream.putArray("default_cursor_field");
    if (isIncremental(table)) {
      table.versionColumn().ifPresent(cursor::add);
    }
    var keys = stream.putArray("source_defined_primary_key");
    table.primaryKey().forEach(key -> keys.addArray().add(key));
    stream.put("is_resumable", true);
    return stream;
  }

  private static ObjectNode jsonSchema(Table table) {
    ObjectNode schema = Documents.object();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("type", "object");
    schema.put("additionalProperties", true);
    ObjectNode properties = schema.putObject("properties");
    for (StreamColumn column : StreamColumn.of(table, new Projection(Set.of()), DELETED_AT)) {
      Nulls nulls = column.isKey() ? Nulls.NEVER : Nulls.ALLOWED;
      properties.set(column.name(), type(column.type(), nulls));
    }
    return schema;
  }

  private static ObjectNode type(DataType type, Nulls nulls) {
    return switch (type.kind()) {
      case BOOLEAN -> json("boolean", nulls);
      case SHORT, INT, LONG -> json("integer", nulls).put("airbyte_type", "integer");
      case DECIMAL ->
          type.scale() == 0
              ? json("integer", nulls).put("airbyte_type", "big_integer")
              : json("number", nulls);
      case FLOAT, DOUBLE -> json("number", nulls);
      case NAIVE_DATE -> json("string", nulls).put("format", "date");
      case NAIVE_TIME ->
          json("string", nulls).put("format", "time").put("airbyte_type", "time_without_timezone");
      case NAIVE_DATETIME ->
          json("string", nulls)
              .put("format", "date-time")
              .put("airbyte_type", "timestamp_without_timezone");
      case UTC_DATETIME ->
          json("string", nulls)
              .put("format", "date-time")
              .put("airbyte_type", "timestamp_with_timezone");
      case BINARY -> json("string", nulls).put("contentEncoding", "base64");
      case XML, STRING -> json("string", nulls);
      case JSON -> anything();
    };
  }

  private static ObjectNode json(String name, Nulls nulls) {
    ObjectNode property = Documents.object();
    if (nulls == Nulls.NEVER) {
      return property.put("type", name);
    }
    property.putArray("type").add("null").add(name);
    return property;
  }

  private static ObjectNode anything() {
    ObjectNode property = Documents.object();
    var union = property.putArray("oneOf");
    for (String each : new String[] {"object", "array", "string", "number", "boolean", "null"}) {
      union.addObject().put("type", each);
    }
    return property;
  }
}
