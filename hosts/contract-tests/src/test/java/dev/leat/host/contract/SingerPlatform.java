package dev.leat.host.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A Singer target that merges by key, stores declared columns only, and knows versions. */
final class SingerPlatform implements Platform {

  @Override
  public String toString() {
    return "Singer";
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
        Command.run(SingerHost::run, connector, clock, List.of("--config", config, "--discover"));
    if (found.exit() != 0) {
      return Reading.of(List.of(), found);
    }
    JsonNode catalog = found.messages().get(0);
    for (JsonNode stream : catalog.path("streams")) {
      for (JsonNode entry : stream.path("metadata")) {
        String column = entry.path("breadcrumb").path(1).asText();
        if (deselected.contains(column)) {
          ((ObjectNode) entry.path("metadata")).put("selected", false);
        }
      }
    }
    List<String> arguments = new ArrayList<>(List.of("--config", config, "--catalog"));
    arguments.add(Command.file(folder, "catalog.json", catalog.toString()));
    if (!state.isBlank()) {
      arguments.addAll(List.of("--state", Command.file(folder, "state.json", state)));
    }
    return Reading.of(List.of(), Command.run(SingerHost::run, connector, clock, arguments));
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
    private record Versioned(JsonNode row, long version) {}

    private final Map<String, Map<String, Versioned>> tables = new TreeMap<>();
    private final Map<String, JsonNode> schemas = new TreeMap<>();
    private String state = "";

    @Override
    public void take(String line) {
      JsonNode message = Command.json(line);
      String stream = message.path("stream").asText();
      switch (message.path("type").asText()) {
        case "SCHEMA" -> schemas.put(stream, message.at("/schema/properties"));
        case "RECORD" -> {
          ObjectNode row = message.path("record").deepCopy();
          row.retain(fields(schemas.get(stream)));
          tables
              .computeIfAbsent(stream, each -> new TreeMap<>())
              .put(row.path("id").asText(), new Versioned(row, message.path("version").asLong()));
        }
        case "ACTIVATE_VERSION" ->
            tables
                .getOrDefault(stream, new TreeMap<>())
                .values()
                .removeIf(each -> each.version() < message.path("version").asLong());
        case "STATE" -> state = message.path("value").toString();
        default -> throw new AssertionError("No message of Singer: " + line);
      }
    }

    private static List<String> fields(JsonNode properties) {
      if (properties == null) {
        throw new AssertionError("A RECORD before its SCHEMA");
      }
      return Command.fieldNames(properties);
    }

    @Override
    public String state() {
      return state;
    }

    @Override
    public Map<String, JsonNode> rows(String table) {
      Map<String, JsonNode> rows = new TreeMap<>();
      tables
          .getOrDefault(table, Map.of())
          .forEach(
              (key, each) -> {
                if (!each.row().hasNonNull("_sdc_deleted_at")) {
                  rows.put(key, each.row());
                }
              });
      return rows;
    }
  }
}
