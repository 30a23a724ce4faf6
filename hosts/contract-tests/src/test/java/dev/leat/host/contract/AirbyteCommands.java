package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static dev.leat.host.contract.ScriptedConnector.at;
import static dev.leat.host.contract.ScriptedConnector.reached;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of Airbyte's protocol over a connector that follows a script. */
abstract class AirbyteCommands {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  static final String CONFIG = "{\"region\":\"eu\",\"token\":\"s3cr3t\"}";
  static final Table NOTE =
      Table.named("note").column("text", DataType.STRING).disposition(Disposition.REPLACE);

  @TempDir Path folder;

  /** So many users, a checkpoint after each second one and the last; goes on where it stopped. */
  static ScriptedConnector rows(int count) {
    return ScriptedConnector.of(rowsOf(count));
  }

  static ScriptedConnector.Script rowsOf(int count) {
    return (request, out) -> {
      for (int i = reached(request, USER) + 1; i <= count; i++) {
        out.upsert(USER.name(), user(i));
        if (i % 2 == 0 || i == count) {
          out.checkpoint(at(request, USER, i));
        }
      }
      return SyncResult.complete();
    };
  }

  static Row user(int number) {
    return FieldRow.of("id", Integer.toString(number))
        .with("name", "n" + number)
        .with("updatedAt", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number));
  }

  final Command read(Connector connector, String mode, String state) {
    return read(connector, "user", mode, state);
  }

  final Command read(Connector connector, String stream, String mode, String state) {
    return readCatalog(connector, catalog(stream, mode), state, CONFIG);
  }

  final Command readCatalog(Connector connector, String catalog, String state, String config) {
    return run(
        connector,
        "read",
        "--config",
        config(config),
        "--catalog",
        Command.file(folder, "catalog.json", catalog),
        "--state",
        Command.file(folder, "state.json", state));
  }

  final Command run(Connector connector, String... arguments) {
    return Command.run(AirbyteHost::run, connector, CLOCK, List.of(arguments));
  }

  final String config(String json) {
    return Command.file(folder, "config.json", json);
  }

  static String catalog(String... namesAndModes) {
    List<String> streams = new ArrayList<>();
    for (int i = 0; i < namesAndModes.length; i += 2) {
      streams.add(
          "{\"stream\":{\"name\":\""
              + namesAndModes[i]
              + "\"},\"sync_mode\":\""
              + namesAndModes[i + 1]
              + "\",\"destination_sync_mode\":\"append\"}");
    }
    return "{\"streams\":" + streams + "}";
  }

  static JsonNode lastState(Command done) {
    List<JsonNode> states = done.messages("STATE");
    return states.get(states.size() - 1).path("state");
  }

  static JsonNode error(Command done) {
    return done.messages("TRACE").stream()
        .map(each -> each.at("/trace/error"))
        .filter(each -> !each.isMissingNode())
        .findFirst()
        .orElseThrow();
  }

  /** Each message in a word: its type, its status, or a state with its count. */
  static List<String> kinds(Command done) {
    return done.messages().stream()
        .map(
            each ->
                switch (each.path("type").asText()) {
                  case "TRACE" -> each.at("/trace/stream_status/status").asText("ERROR");
                  case "STATE" -> "STATE " + each.at("/state/sourceStats/recordCount").asText();
                  default -> each.path("type").asText();
                })
        .toList();
  }
}
