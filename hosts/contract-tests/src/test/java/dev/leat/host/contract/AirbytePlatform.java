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

/** Airbyte with append_dedup: the record with the greatest cursor of a key, then the last one. */
final class AirbytePlatform implements Platform {

  @Override
  public String toString() {
    return "Airbyte";
  }

  @Override
  public Command read(
      Connector connector,
      Clock clock,
      Path folder,
      String settings,
      String state,
      Set<String> deselected) {
    String config = Command.file(folder, "config.json", settings);
    Command found =
        Command.run(AirbyteHost::run, connector, clock, List.of("discover", "--config", config));
    if (found.exit() != 0) {
      return found;
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
    return Command.run(
        AirbyteHost::run,
        connector,
        clock,
        List.of(
            "read",
            "--config",
            config,
            "--catalog",
            Command.file(folder, "catalog.json", configured.toString()),
            "--state",
            Command.file(folder, "state.json", state.isBlank() ? "[]" : state)));
  }

  @Override
  public Store store() {
    return new Kept();
  }

  private static final class Kept implements Store {
    private final Map<String, Map<String, JsonNode>> tables = new TreeMap<>();
    private final Map<String, JsonNode> states = new TreeMap<>();

    @Override
    public void take(String line) {
      JsonNode message = Command.json(line);
      if (message.path("type").asText().equals("RECORD")) {
        JsonNode row = message.at("/record/data");
        tables
            .computeIfAbsent(message.at("/record/stream").asText(), each -> new TreeMap<>())
            .merge(row.path("id").asText(), row, Kept::newer);
      } else if (message.path("type").asText().equals("STATE")) {
        JsonNode state = message.path("state");
        states.put(state.at("/stream/stream_descriptor/name").asText(), state);
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
