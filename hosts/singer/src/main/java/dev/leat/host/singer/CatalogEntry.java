package dev.leat.host.singer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.host.process.Documents;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the user chose for one stream of a catalog. */
final class CatalogEntry {

  private final String stream;
  private final JsonNode entry;

  private CatalogEntry(String stream, JsonNode entry) {
    this.stream = stream;
    this.entry = entry;
  }

  /**
   * The entries of a catalog, in its order.
   *
   * @throws ConfigurationException if it is none
   */
  static List<CatalogEntry> all(JsonNode catalog) {
    if (!catalog.path("streams").isArray()) {
      throw new ConfigurationException(
          "The catalog has no list of streams: give what --discover writes");
    }
    List<CatalogEntry> entries = new ArrayList<>();
    for (JsonNode each : catalog.path("streams")) {
      String name = each.path("tap_stream_id").asText(each.path("stream").asText());
      if (name.isBlank()) {
        throw new ConfigurationException(
            "The catalog has a stream without tap_stream_id: give what --discover writes");
      }
      entries.add(new CatalogEntry(name, each));
    }
    return entries;
  }

  String stream() {
    return stream;
  }

  /** Whether the stream is read; a catalog without metadata and choices asks for all it lists. */
  boolean isSelected() {
    JsonNode root = metadata();
    if (root.path("inclusion").asText().equals("unsupported")) {
      return false;
    }
    boolean undecided = entry.path("metadata").isEmpty();
    return flag(root.path("selected"))
        .or(() -> flag(entry.path("selected")))
        .or(() -> flag(entry.path("schema").path("selected")))
        .or(() -> flag(root.path("selected-by-default")))
        .orElse(undecided);
  }

  /** How it is read: the user's word if there is one, else as the table usually is. */
  ReplicationMethod method(Table table) {
    ReplicationMethod usual = ReplicationMethod.usual(table);
    if (usual == ReplicationMethod.FULL_TABLE) {
      return usual;
    }
    return Stream.of(
            metadata().path("replication-method"),
            metadata().path("forced-replication-method"),
            entry.path("replication_method"))
        .map(JsonNode::asText)
        .flatMap(word -> ReplicationMethod.parse(word).stream())
        .findFirst()
        .orElse(usual);
  }

  /** The columns that are left out, by name; those a target needs to merge never are. */
  Set<String> deselected(Table table) {
    Set<String> columns = new LinkedHashSet<>();
    table.columns().stream().map(Column::name).forEach(columns::add);
    entry.path("schema").path("properties").fieldNames().forEachRemaining(columns::add);
    columns.removeIf(column -> SingerCatalog.isAutomatic(table, column) || isSelected(column));
    return columns;
  }

  private boolean isSelected(String column) {
    JsonNode metadata = metadata("properties", column);
    JsonNode legacy = entry.path("schema").path("properties").path(column).path("selected");
    return switch (metadata.path("inclusion").asText()) {
      case "automatic" -> true;
      case "unsupported" -> false;
      default ->
          flag(metadata.path("selected"))
              .or(() -> flag(legacy))
              .or(() -> flag(metadata.path("selected-by-default")))
              .orElse(true);
    };
  }

  private JsonNode metadata(String... breadcrumb) {
    for (JsonNode each : entry.path("metadata")) {
      JsonNode path = each.path("breadcrumb");
      boolean same = path.size() == breadcrumb.length;
      for (int i = 0; same && i < breadcrumb.length; i++) {
        same = path.get(i).asText().equals(breadcrumb[i]);
      }
      if (same) {
        return each.path("metadata");
      }
    }
    return Documents.object();
  }

  /** Some catalogs spell it as text. */
  private static Optional<Boolean> flag(JsonNode value) {
    String text = value.asText().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
