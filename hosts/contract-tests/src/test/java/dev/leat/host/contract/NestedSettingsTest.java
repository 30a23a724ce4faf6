package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.host.process.PlatformProcess.Host;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Alternative;
import dev.leat.sdk.config.Chosen;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.config.SettingType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, objects and alternatives, as each platform shows them and hands them over. */
class NestedSettingsTest {

  private static final Setting<String> KEY = Setting.secret("key", "Your key");
  private static final Setting<String> REFRESH = Setting.secret("refresh_token", "Of the user");
  private static final Setting<Chosen> SIGN_IN =
      Setting.oneOf(
          "credentials",
          "How to sign in",
          "auth_type",
          Alternative.of("key", "API key", KEY),
          Alternative.of("oauth", "OAuth 2", REFRESH));
  private static final ConfigurationSpec SPEC =
      ConfigurationSpec.of(
          Setting.date("startDate", "Where to begin"),
          Setting.list("account.ids", "What to read", SettingType.wholeNumber()),
          Setting.object(
                  "proxy",
                  "The way out",
                  Setting.text("host", "Its name"),
                  Setting.secret("password", "Its password").optional())
              .optional(),
          SIGN_IN);
  private static final String CONFIG =
      """
      {"startDate":"2026-01-31","account.ids":[1,2],"proxy":{"host":"p","password":"pr0xy"},
       "credentials":{"auth_type":"oauth","refresh_token":"refresh-1"}}
      """;
  private static final String CATALOG =
      """
      {"streams":[{"stream":{"name":"a","json_schema":{},"supported_sync_modes":["full_refresh"]},
                   "sync_mode":"full_refresh","destination_sync_mode":"append"}]}
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> seen = new ArrayList<>();

  @Test
  void airbyteDrawsThemAsItsOwnRulesWantThem() {
    assertThat(run(AirbyteHost::run, Map.of(), "spec")).isZero();

    JsonNode form = message("SPEC").at("/spec/connectionSpecification");
    assertThat(form.at("/required").toString())
        .isEqualTo("[\"startDate\",\"account.ids\",\"credentials\"]");
    assertThat(form.at("/properties/startDate/pattern").asText())
        .isEqualTo("^\\d{4}-\\d{2}-\\d{2}$");
    assertThat(form.at("/properties/account.ids/items/type").asText()).isEqualTo("integer");
    assertThat(form.at("/properties/proxy/properties/password/airbyte_secret").asBoolean())
        .isTrue();
    assertThat(form.at("/properties/proxy/properties/password/order").asInt()).isOne();
    JsonNode alternatives = form.at("/properties/credentials/oneOf");
    assertThat(alternatives).hasSize(2);
    assertThat(alternatives.at("/1/title").asText()).isEqualTo("OAuth 2");
    assertThat(alternatives.at("/1/properties/auth_type/const").asText()).isEqualTo("oauth");
    assertThat(alternatives.at("/1/properties/refresh_token/airbyte_secret").asBoolean()).isTrue();
    assertThat(alternatives.at("/1/required").toString())
        .isEqualTo("[\"auth_type\",\"refresh_token\"]");
    assertThat(form.toString())
        .doesNotContain("x-leat", "writeOnly", "additionalProperties\":false");
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(form.toString(), InputFormat.JSON)
                .validate(CONFIG, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void airbyteIsHandedTheWholeObjectOfWhichAPartWasReplaced() throws Exception {
    assertThat(
            run(
                AirbyteHost::run,
                Map.of(),
                "read",
                "--config",
                config(CONFIG),
                "--catalog",
                file("catalog", CATALOG)))
        .isZero();

    assertThat(message("CONTROL").at("/control/connectorConfig/config"))
        .isEqualTo(Command.json(CONFIG.replace("refresh-1", "refresh-2")));
    assertThat(out.toString(StandardCharsets.UTF_8).replaceAll(".*CONTROL.*", ""))
        .doesNotContain("refresh-", "pr0xy");
  }

  @Test
  void keysThatAPlatformKeepsWithinAnObjectArePassedOver() throws Exception {
    String kept =
        CONFIG
            .replace("\"host\"", "\"old\":1,\"host\"")
            .replace("\"refresh_token\"", "\"key\":\"left-over\",\"refresh_token\"");

    assertThat(run(AirbyteHost::run, Map.of(), "check", "--config", config(kept))).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("SUCCEEDED", "proxy.old is not a setting", "credentials.key is not a setting")
        .doesNotContain("left-over");
  }

  @Test
  void aTapTellsThemToMeltano() {
    assertThat(run(SingerHost::run, Map.of(), "--about=json")).isZero();

    JsonNode settings = lines().get(0).path("settings").path("properties");
    assertThat(settings.at("/proxy/properties/password/secret").asBoolean()).isTrue();
    assertThat(settings.at("/credentials/oneOf/0/properties/key/secret").asBoolean()).isTrue();
    assertThat(settings.toString()).doesNotContain("x-leat");
  }

  @Test
  void aTapTakesThemFromAFileThatMeltanoHasSplitAtDotsAndFromItsVariables() throws Exception {
    String split = CONFIG.replace("\"account.ids\":[1,2]", "\"account\":{\"ids\":[1,2]}");
    Map<String, String> environment =
        Map.of("TAP_NESTED_PROXY__HOST", "other", "TAP_NESTED_STARTDATE", "2026-02-01");

    assertThat(run(SingerHost::run, environment, "--config", config(split), "--config", "ENV"))
        .isZero();

    assertThat(Command.json(seen.get(0)))
        .isEqualTo(Command.json(CONFIG.replace("\"p\"", "\"other\"").replace("01-31", "02-01")));
    assertThat(Command.json(Files.readString(folder.resolve("config.json"))).path("credentials"))
        .as("what was replaced is in the file")
        .isEqualTo(Command.json("{\"auth_type\":\"oauth\",\"refresh_token\":\"refresh-2\"}"));
  }

  private int run(Host host, Map<String, String> environment, String... arguments) {
    return host.run(new Nested(seen), List.of(arguments), out, err, environment, Clock.systemUTC());
  }

  private String config(String json) {
    return Command.file(folder, "config.json", json);
  }

  private String file(String name, String json) {
    return Command.file(folder, name + ".json", json);
  }

  private List<JsonNode> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().map(Command::json).toList();
  }

  private JsonNode message(String type) {
    return lines().stream()
        .filter(each -> each.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** Rotates its token at each sync. */
  private record Nested(List<String> seen) implements Connector {

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("nested", "1.0.0", URI.create("https://example.com/nested"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return SPEC;
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(
          Table.named("a").column("id", dev.leat.sdk.schema.DataType.STRING).key("id"));
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      Configuration settings = request.configuration();
      seen.add(settings.json());
      settings.value(SIGN_IN).settings().replace(REFRESH, "refresh-2");
      out.warning("refresh-1 became refresh-2 by way of pr0xy");
      out.checkpoint(request.state());
      return SyncResult.complete();
    }
  }
}
