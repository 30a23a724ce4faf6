package dev.leat.host.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Airbyte with append_dedup: the record with the greatest cursor of a key, then the last one; the
 * columns of the catalog only.
 */
final class AirbytePlatform implements Platform {

  @Override
  public String toString() {
    return "Airbyte";
  }

  @Override
  public Reading read(
      Connector connector,
      Path folder,
      Map<String, String> settings,
      String state,
      Set<String> deselected) {
    Clock clock = Clock.systemUTC();
    String config =
        Command.file(folder, "config.json", Command.JSON.valueToTree(settings).toString());
    Command found =
        Command.run(AirbyteHost::run, connector, clock, List.of("discover", "--config", config));
    if (found.exit() != 0) {
      return Reading.of(List.of(), found);
    }
    ObjectNode configured = Command.JSON.createObjectNode();
    var streams = configured.putArray("streams");
    for (JsonNode stream : found.messages("CATALOG").get(0).at("/catalog/streams")) {
      ((ObjectNode) stream.at("/json_schema/properties")).remove(deselected);
      ObjectNode one = streams.addObject();
      one.set("stream", stream);
      boolean incremental = stream.path("supported_sync_modes").toString().contains("incremental");
      one.put("sync_mode", incremental ? "incremental" : "full_refresh");
      one.put("destination_sync_mode", incremental ? "append_dedup" : "overwrite");
    }
    List<String> read =
        List.of(
            "read",
            "--config",
            config,
            "--catalog",
            Command.file(folder, "catalog.json", configured.toString()),
            "--state",
            Command.file(folder, "state.json", state.isBlank() ? "[]" : state));
    return Reading.of(found.lines(), Command.run(AirbyteHost::run, connector, clock, read));
  }

  @Override
  public Kind kind(String message) {
    return switch (Command.json(message).path("type").asText()) {
      case "RECORD" -> Kind.ROWS;
      case "STATE" -> Kind.STATE;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Undeclared undeclared() {
    return Undeclared.DROPPED;
  }

  @Override
  public Store store() {
    return new Kept();
  }

  private static final class Kept implements Store {
    private final Map<String, List<String>> columns = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> tables = new TreeMap<>();
    private final Map<String, JsonNode> states = new TreeMap<>();

    @Override
    public void take(String line) {
      JsonNode message = Command.json(line);
      switch (message.path("type").asText()) {
        case "CATALOG" ->
            message
                .at("/catalog/streams")
                .forEach(
                    stream ->
                        columns.put(
                            stream.path("name").asText(),
                            Command.fieldNames(stream.at("/json_schema/properties"))));
        case "RECORD" -> {
          String stream = message.at("/record/stream").asText();
          ObjectNode row = message.at("/record/data").deepCopy();
          row.retain(columns.get(stream));
          tables
              .computeIfAbsent(stream, each -> new TreeMap<>())
              .merge(row.path("id").asText(), row, Kept::newer);
        }
        case "STATE" -> {
          JsonNode state = message.path("state");
          states.put(state.at("/stream/stream_descriptor/name").asText(), state);
        }
        default -> {} // Logs and traces are for people.
      }
    }

    private static JsonNode newer(JsonNode stored, JsonNode arrived) {
      String before = stored.path("updatedAt").asText();
      return arrived.path("updatedAt").asText().compareTo(before) >= 0 ? arrived : stored;
    }

    @Override
    public String state() {
      return states.isEmpty() ? "" : states.values().toString();
    }

    @Override
    public Map<String, JsonNode> rows(String table) {
      Map<String, JsonNode> rows = new TreeMap<>(tables.getOrDefault(table, Map.of()));
      rows.values().removeIf(row -> row.hasNonNull("_ab_cdc_deleted_at"));
      return rows;
    }
  }
}
