package dev.leat.host.singer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.Projection;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.Set;

/** The tables as Singer's catalog lists them. Stateless. */
final class SingerCatalog {

  private static final Projection EVERYTHING = new Projection(Set.of());

  private SingerCatalog() {}

  static ObjectNode catalog(Schema schema) {
    ObjectNode catalog = Documents.object();
    ArrayNode streams = catalog.putArray("streams");
    schema.tables().forEach(table -> streams.add(stream(table)));
    return catalog;
  }

  private static ObjectNode stream(Table table) {
    ObjectNode stream = Documents.object();
    stream.put("tap_stream_id", table.name().value());
    stream.put("stream", table.name().value());
    ObjectNode schema = StreamSchema.of(table, EVERYTHING);
    stream.set("schema", schema);
    stream.set("key_properties", keys(table));
    stream.put("replication_method", ReplicationMethod.usual(table).name());
    table.versionColumn().ifPresent(column -> stream.put("replication_key", column));
    ArrayNode metadata = stream.putArray("metadata");
    metadata.add(entry(root(table)));
    for (var property : schema.path("properties").properties()) {
      ObjectNode column = Documents.object();
      column.put("inclusion", isAutomatic(table, property.getKey()) ? "automatic" : "available");
      metadata.add(entry(column, "properties", property.getKey()));
    }
    return stream;
  }

  /** What is read whether or not it is selected: without it, no target could merge. */
  static boolean isAutomatic(Table table, String column) {
    return table.primaryKey().contains(column)
        || table.versionColumn().filter(column::equals).isPresent()
        || column.equals(StreamSchema.DELETED_AT);
  }

  static ArrayNode keys(Table table) {
    ArrayNode keys = Documents.object().putArray("keys");
    table.primaryKey().forEach(keys::add);
    return keys;
  }

  private static ObjectNode root(Table table) {
    ObjectNode root = Documents.object();
    root.put("inclusion", "available");
    root.put("selected-by-default", true);
    root.set("table-key-properties", keys(table));
    if (ReplicationMethod.usual(table) == ReplicationMethod.FULL_TABLE) {
      root.put("forced-replication-method", ReplicationMethod.FULL_TABLE.name());
    } else {
      table
          .versionColumn()
          .ifPresent(
              column -> {
                root.putArray("valid-replication-keys").add(column);
                root.put("replication-key", column);
              });
    }
    return root;
  }

  private static ObjectNode entry(ObjectNode metadata, String... breadcrumb) {
    ObjectNode entry = Documents.object();
    ArrayNode path = entry.putArray("breadcrumb");
    for (String step : breadcrumb) {
      path.add(step);
    }
    entry.set("metadata", metadata);
    return entry;
  }
}
