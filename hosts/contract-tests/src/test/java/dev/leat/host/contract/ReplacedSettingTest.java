package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.host.process.PlatformProcess.Host;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.JsonRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting that the source replaces during a sync reaches the platform, and nobody else. */
class ReplacedSettingTest {

  private static final String CATALOG =
      """
      {"streams":[
        {"stream":{"name":"a","json_schema":{},"supported_sync_modes":["full_refresh"]},
         "sync_mode":"full_refresh","destination_sync_mode":"append"},
        {"stream":{"name":"b","json_schema":{},"supported_sync_modes":["full_refresh"]},
         "sync_mode":"full_refresh","destination_sync_mode":"append"}]}
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private RotatingSource source;
  private Path config;

  @BeforeEach
  void start() throws IOException {
    source = new RotatingSource();
    config = Files.writeString(folder.resolve("config.json"), settings());
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("catalog.json"), CATALOG);
  }

  @AfterEach
  void stop() {
    source.close();
  }

  @Test
  void airbyteGetsTheWholeConfigurationBeforeTheNewTokenIsUsed() throws Exception {
    List<String> knownToAirbyte = new ArrayList<>();
    source.beforeUse(
        token ->
            knownToAirbyte.add(
                lines().stream().filter(each -> each.contains(token)).findFirst().orElse("none")));

    assertThat(airbyte(Map.of(), "read", "--catalog", file("catalog.json"))).isZero();

    assertThat(source.used()).containsExactly("refresh-1", "refresh-2");
    assertThat(knownToAirbyte)
        .hasSize(2)
        .allSatisfy(
            line -> {
              JsonNode control = Command.json(line);
              assertThat(control.path("type").asText()).isEqualTo("CONTROL");
              assertThat(control.at("/control/type").asText()).isEqualTo("CONNECTOR_CONFIG");
              assertThat(control.at("/control/emitted_at").isNumber()).isTrue();
            });
    ObjectNode expected = (ObjectNode) Command.json(settings());
    expected.put("refresh_token", "refresh-3");
    assertThat(Command.json(knownToAirbyte.get(1)).at("/control/connectorConfig/config"))
        .as("all of it, the platform's own key too")
        .isEqualTo(expected);
    assertThat(Files.readString(config)).as("the platform's file").isEqualTo(settings());
  }

  @Test
  void theNextReadWorksWithTheConfigurationThatAirbyteWasHanded() throws Exception {
    airbyte(Map.of(), "check");
    JsonNode handed = controls().get(0).at("/control/connectorConfig/config");
    Files.writeString(config, handed.toString());

    assertThat(airbyte(Map.of(), "read", "--catalog", file("catalog.json"))).isZero();

    assertThat(source.used()).containsExactly("refresh-1", "refresh-2", "refresh-3");
  }

  @Test
  void noOtherLineHoldsATokenOldOrNew() {
    airbyte(Map.of(), "read", "--catalog", file("catalog.json"));

    assertThat(controls()).hasSize(2);
    assertThat(lines())
        .filteredOn(each -> !each.contains("\"CONTROL\""))
        .anySatisfy(each -> assertThat(each).contains("the token is now ***"))
        .noneSatisfy(each -> assertThat(each).containsPattern("refresh-\\d|access-\\d"));
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("refresh-", "access-");
  }

  @Test
  void airbyteIsNotHandedWhatTheEnvironmentKeepsFromIt() {
    int exit =
        airbyte(
            Map.of("LEAT_REFRESH_TOKEN", "refresh-1"), "read", "--catalog", file("catalog.json"));

    assertThat(exit).isZero();
    assertThat(controls()).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("replaced the setting refresh_token", "came from the environment")
        .doesNotContain("refresh-");
  }

  @Test
  void aTokenThatRotatesOnAnotherThreadCutsNoLine() throws Exception {
    int rows = 20_000;
    ScriptedConnector connector =
        ScriptedConnector.of(
            (request, sink) -> {
              Thread other =
                  new Thread(
                      () -> {
                        for (int i = 0; i < 200; i++) {
                          request.configuration().replace(ScriptedConnector.TOKEN, "token-" + i);
                        }
                      });
              other.start();
              for (int i = 0; i < rows; i++) {
                sink.upsert(ScriptedConnector.USER.name(), JsonRow.parse("{\"id\":\"" + i + "\"}"));
              }
              other.join();
              sink.checkpoint(ScriptedConnector.at(request, ScriptedConnector.USER, rows));
              return SyncResult.complete();
            });
    Files.writeString(config, "{\"region\":\"eu\",\"token\":\"token\"}");
    String catalog = Command.file(folder, "user.json", CATALOG.replace("\"a\"", "\"user\""));
    AirbyteHost.run(
        connector,
        List.of("read", "--config", config.toString(), "--catalog", catalog),
        out,
        err,
        Map.of(),
        Clock.systemUTC());

    List<JsonNode> messages = lines().stream().map(Command::json).toList();
    assertThat(messages).filteredOn(each -> is(each, "RECORD")).hasSize(rows);
    assertThat(messages).filteredOn(each -> is(each, "CONTROL")).hasSize(200);
  }

  @Test
  void aTapWritesTheFileItWasGivenAndKeepsItPrivate() throws Exception {
    assertThat(run(SingerHost::run, Map.of(), "--config", config.toString())).isZero();
    assertThat(run(SingerHost::run, Map.of(), "--config", config.toString())).isZero();

    assertThat(source.used()).containsExactly("refresh-1", "refresh-2", "refresh-3", "refresh-4");
    ObjectNode expected = (ObjectNode) Command.json(settings());
    expected.put("refresh_token", "refresh-5");
    assertThat(Command.json(Files.readString(config))).isEqualTo(expected);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
        .contains("the token is now ***")
        .doesNotContain("refresh-", "access-");
  }

  @Test
  void ofSeveralFilesATapWritesTheOneThatTheSettingCameFrom() throws Exception {
    String secrets = Command.file(folder, "secrets.json", "{\"refresh_token\":\"refresh-1\"}");
    String more = Command.file(folder, "more.json", "{\"client_secret\":\"hush\"}");

    int exit =
        run(
            SingerHost::run,
            Map.of(),
            "--config",
            config.toString(),
            "--config",
            secrets,
            "--config",
            more);

    assertThat(exit).isZero();
    assertThat(Path.of(secrets)).hasContent("{\"refresh_token\":\"refresh-3\"}");
    assertThat(config).hasContent(settings());
    assertThat(Path.of(more)).hasContent("{\"client_secret\":\"hush\"}");
  }

  @Test
  void aTapWarnsOfATokenThatTheEnvironmentHolds() {
    int exit =
        run(
            SingerHost::run,
            Map.of("TAP_ROTATING_REFRESH_TOKEN", "refresh-1"),
            "--config",
            config.toString(),
            "--config",
            "ENV");

    assertThat(exit).isZero();
    assertThat(config).hasContent(settings());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("WARNING The source has replaced the setting refresh_token")
        .doesNotContain("refresh-");
  }

  private String settings() {
    return "{\"base_url\":\""
        + source.address()
        + "\",\"client_secret\":\"hush\",\"refresh_token\":\"refresh-1\",\"__injected\":{\"n\":1}}";
  }

  private int airbyte(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return run(AirbyteHost::run, environment, all.toArray(String[]::new));
  }

  private int run(Host host, Map<String, String> environment, String... arguments) {
    return host.run(
        source.connector(), List.of(arguments), out, err, environment, Clock.systemUTC());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<JsonNode> controls() {
    return lines().stream().map(Command::json).filter(each -> is(each, "CONTROL")).toList();
  }

  private static boolean is(JsonNode message, String type) {
    return message.path("type").asText().equals(type);
  }
}
