package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A stream that Airbyte asks to read.
 *
 * @param columns the properties of its schema; empty if it says nothing about columns
 */
record ConfiguredStream(String name, SyncMode mode, Set<String> columns) {

  enum SyncMode {
    FULL_REFRESH,
    INCREMENTAL
  }

  /**
   * The streams of a configured catalog, in its order.
   *
   * @throws ConfigurationException if it is none; the message says where
   */
  static List<ConfiguredStream> all(JsonNode catalog) {
    if (!catalog.path("streams").isArray()) {
      throw new ConfigurationException(
          "The catalog has no list of streams: give a configured catalog, {\"streams\":[...]}");
    }
    List<ConfiguredStream> streams = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : catalog.path("streams")) {
      ConfiguredStream stream = of(each);
      if (!names.add(stream.name)) {
        throw new ConfigurationException(
            "The catalog names stream \"" + stream.name + "\" twice: remove one");
      }
      streams.add(stream);
    }
    return streams;
  }

  private static ConfiguredStream of(JsonNode configured) {
    JsonNode stream = configured.path("stream");
    String name = stream.path("name").asText();
    if (name.isBlank()) {
      throw new ConfigurationException(
          "The catalog has a stream without a name: give a configured catalog, whose streams are"
              + " {\"stream\":{\"name\":...},\"sync_mode\":...}");
    }
    Set<String> columns = new LinkedHashSet<>();
    stream.path("json_schema").path("properties").fieldNames().forEachRemaining(columns::add);
    return new ConfiguredStream(name, mode(name, configured.path("sync_mode").asText()), columns);
  }

  private static SyncMode mode(String stream, String mode) {
    return switch (mode) {
      case "full_refresh" -> SyncMode.FULL_REFRESH;
      case "incremental" -> SyncMode.INCREMENTAL;
      default ->
          throw new ConfigurationException(
              "The catalog asks for sync mode \""
                  + mode
                  + "\" of stream \""
                  + stream
                  + "\": use full_refresh or incremental");
    };
  }

  /**
   * The declared columns that were deselected. Keys and versions cannot be: a destination could not
   * merge without them.
   */
  Set<String> deselected(Table table) {
    Set<String> deselected = new LinkedHashSet<>();
    if (!columns.isEmpty()) {
      table.columns().stream().map(Column::name).forEach(deselected::add);
      deselected.removeAll(columns);
      deselected.removeAll(table.primaryKey());
      table.versionColumn().ifPresent(deselected::remove);
    }
    return deselected;
  }
}
