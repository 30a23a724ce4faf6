package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import org.junit.jupiter.api.Test;

/** Airbyte's rules of what comes before the first row: spec, check, discover. One test a rule. */
class AirbyteSetupTest extends AirbyteCommands {

  @Test
  void specIsOneMessageWithTheFormOfTheSettings() {
    Command done = run(rows(0), "spec");
    assertThat(done.exit()).isZero();
    assertThat(done.lines()).hasSize(1);
    JsonNode spec = done.messages("SPEC").get(0).path("spec");
    assertThat(spec.path("documentationUrl").asText()).isEqualTo("https://example.com/scripted");
    JsonNode form = spec.path("connectionSpecification");
    assertThat(form.path("additionalProperties").asBoolean()).isTrue();
    assertThat(form.path("required").toString()).isEqualTo("[\"region\"]");
    assertThat(form.at("/properties/token/airbyte_secret").asBoolean()).isTrue();
    assertThat(form.at("/properties/region/airbyte_secret").isMissingNode()).isTrue();
    assertThat(form.at("/properties/region/order").asInt()).isZero();
    assertThat(form.at("/properties/token/order").asInt()).isOne();
    assertThat(form.toString()).doesNotContain("x-leat", "writeOnly");
  }

  @Test
  void checkSucceedsWithOneMessage() {
    Command done = run(rows(0), "check", "--config", config(CONFIG));
    assertThat(done.exit()).isZero();
    assertThat(done.lines())
        .containsExactly(
            "{\"type\":\"CONNECTION_STATUS\",\"connectionStatus\":{\"status\":\"SUCCEEDED\"}}");
  }

  @Test
  void aCheckOfBadSettingsFailsAndExitsZero() {
    Command done = run(rows(0), "check", "--config", config("{}"));
    assertThat(done.exit()).isZero();
    JsonNode status = done.messages("CONNECTION_STATUS").get(0).path("connectionStatus");
    assertThat(status.path("status").asText()).isEqualTo("FAILED");
    assertThat(status.path("message").asText()).contains("region is missing");
  }

  @Test
  void aCheckThatMeetsADefectIsATraceAndNotZero() {
    Connector broken =
        new Checked(
            () -> {
              throw new IllegalStateException("token s3cr3t was lost");
            });
    Command done = run(broken, "check", "--config", config(CONFIG));
    assertThat(done.exit()).isEqualTo(70);
    assertThat(done.messages("CONNECTION_STATUS")).isEmpty();
    assertThat(error(done).path("failure_type").asText()).isEqualTo("system_error");
    assertThat(String.join("", done.lines()) + done.err()).doesNotContain("s3cr3t");
  }

  @Test
  void aCheckThatTheSourceRefusesFailsAndExitsZero() {
    Connector refused =
        new Checked(
            () -> {
              throw new SourceUnavailableException("GET /users answered 503: wait");
            });
    Command done = run(refused, "check", "--config", config(CONFIG));
    assertThat(done.exit()).isZero();
    assertThat(done.lines().get(0)).contains("FAILED", "answered 503");
  }

  @Test
  void discoverListsStreamsWithKeysCursorsAndModes() {
    Command done =
        run(
            new ScriptedConnector(Schema.of(USER, NOTE), rowsOf(0)),
            "discover",
            "--config",
            config(CONFIG));
    JsonNode user = done.messages("CATALOG").get(0).at("/catalog/streams/0");
    assertThat(user.path("supported_sync_modes").toString())
        .isEqualTo("[\"full_refresh\",\"incremental\"]");
    assertThat(user.path("source_defined_cursor").asBoolean()).isTrue();
    assertThat(user.path("default_cursor_field").toString()).isEqualTo("[\"updatedAt\"]");
    assertThat(user.path("source_defined_primary_key").toString()).isEqualTo("[[\"id\"]]");
    assertThat(user.path("is_resumable").asBoolean()).isTrue();
    assertThat(user.at("/json_schema/additionalProperties").asBoolean()).isTrue();
    assertThat(user.at("/json_schema/properties/id").toString()).isEqualTo("{\"type\":\"string\"}");
    assertThat(user.at("/json_schema/properties/updatedAt").toString())
        .isEqualTo(
            "{\"type\":[\"null\",\"string\"],\"format\":\"date-time\",\"airbyte_type\":\"timestamp_with_timezone\"}");
    assertThat(user.at("/json_schema/properties").has("_ab_cdc_deleted_at")).isTrue();
    JsonNode note = done.messages("CATALOG").get(0).at("/catalog/streams/1");
    assertThat(note.path("supported_sync_modes").toString()).isEqualTo("[\"full_refresh\"]");
    assertThat(note.at("/json_schema/properties").has("_ab_cdc_deleted_at")).isFalse();
  }

  @Test
  void everyTypeHasItsAirbyteType() {
    Table table =
        Table.named("t")
            .column("k", DataType.LONG)
            .column("big", DataType.decimal(38, 0))
            .column("price", DataType.decimal(10, 2))
            .column("local", DataType.NAIVE_DATETIME)
            .column("day", DataType.NAIVE_DATE)
            .column("time", DataType.NAIVE_TIME)
            .column("any", DataType.JSON);
    JsonNode types =
        run(
                new ScriptedConnector(Schema.of(table), rowsOf(0)),
                "discover",
                "--config",
                config(CONFIG))
            .messages("CATALOG")
            .get(0)
            .at("/catalog/streams/0/json_schema/properties");
    assertThat(types.at("/k/airbyte_type").asText()).isEqualTo("integer");
    assertThat(types.at("/big/airbyte_type").asText()).isEqualTo("big_integer");
    assertThat(types.at("/price/type/1").asText()).isEqualTo("number");
    assertThat(types.at("/local/airbyte_type").asText()).isEqualTo("timestamp_without_timezone");
    assertThat(types.at("/day/format").asText()).isEqualTo("date");
    assertThat(types.at("/time/airbyte_type").asText()).isEqualTo("time_without_timezone");
    assertThat(types.at("/any/oneOf").size()).isEqualTo(6);
  }

  @Test
  void openColumnsAreDeclaredFromTheFirstRows() {
    JsonNode types = discovered(Table.named("user").key("id"));
    assertThat(types.at("/n/airbyte_type").asText()).isEqualTo("integer");
    assertThat(types.has("x")).isTrue();
  }

  @Test
  void aTableThatDeclaresNoMoreThanItsKeyAndItsVersionIsOpen() {
    JsonNode types =
        discovered(
            Table.named("user")
                .column("id", DataType.STRING)
                .column("at", DataType.UTC_DATETIME)
                .key("id")
                .versionedBy("at"));
    assertThat(types.at("/n/airbyte_type").asText()).isEqualTo("integer");
    assertThat(types.at("/at/format").asText()).isEqualTo("date-time");
  }

  private JsonNode discovered(Table open) {
    Connector connector =
        new ScriptedConnector(
            Schema.of(open),
            (request, out) -> {
              for (int i = 1; ; i++) {
                out.upsert(
                    open.name(),
                    JsonRow.parse(
                        "{\"id\":\"" + i + "\",\"n\":1,\"x\":{},\"at\":\"2026-01-01T00:00:00Z\"}"));
              }
            });
    return run(connector, "discover", "--config", config(CONFIG))
        .messages("CATALOG")
        .get(0)
        .at("/catalog/streams/0/json_schema/properties");
  }

  /** Runs a check of the test's own. */
  private record Checked(Runnable check) implements Connector {
    @Override
    public ConnectorInfo info() {
      return rows(0).info();
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return rows(0).configurationSpec();
    }

    @Override
    public Schema discover(Configuration configuration) {
      check.run();
      return Schema.of(USER);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) {
      return SyncResult.complete();
    }
  }
}
