package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static dev.leat.host.contract.ScriptedConnector.at;
import static dev.leat.host.contract.ScriptedConnector.reached;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Airbyte's rules, one test a rule. */
class AirbyteHostTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static final String CONFIG = "{\"region\":\"eu\",\"token\":\"s3cr3t\"}";
  private static final Table NOTE =
      Table.named("note").column("text", DataType.STRING).disposition(Disposition.REPLACE);

  @TempDir Path folder;

  // ---- spec, check, discover

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

  // ---- read

  @Test
  void recordsHoldTheRowsBytesAndAWholeNumberOfMilliseconds() {
    Command done = read(rows(1), "incremental", "[]");
    assertThat(done.lines())
        .contains(
            "{\"type\":\"RECORD\",\"record\":{\"stream\":\"user\",\"emitted_at\":1795255200000,"
                + "\"data\":{\"id\":\"1\",\"name\":\"n1\",\"updatedAt\":\"2026-01-01T00:00:01Z\"}}}");
  }

  @Test
  void statusesAndStatesComeInOrder() {
    assertThat(kinds(read(rows(3), "incremental", "[]")))
        .containsExactly(
            "STARTED",
            "RUNNING",
            "RECORD",
            "RECORD",
            "STATE 2.0",
            "RECORD",
            "STATE 1.0",
            "COMPLETE");
  }

  @Test
  void countsAreDoublesWithADecimalPointSinceTheStateBefore() {
    assertThat(read(rows(3), "incremental", "[]").lines())
        .anyMatch(line -> line.contains("\"sourceStats\":{\"recordCount\":2.0}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"incremental", "full_refresh"})
  void anEmptyStreamHasAStateToo(String mode) {
    assertThat(kinds(read(rows(0), mode, "[]")))
        .containsExactly("STARTED", "STATE 0.0", "COMPLETE");
  }

  @Test
  void noTwoStatesInARowAreEqualAroundRecords() {
    Connector standing =
        ScriptedConnector.of(
            (request, out) -> {
              for (int i = 1; i <= 3; i++) {
                out.upsert(USER.name(), user(i));
                out.checkpoint(at(request, USER, 1));
              }
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    List<String> states =
        read(standing, "incremental", "[]").messages("STATE").stream()
            .map(each -> each.at("/state/stream/stream_state").toString())
            .toList();
    assertThat(states).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void goesOnFromEachState() {
    for (JsonNode state : read(rows(5), "incremental", "[]").messages("STATE")) {
      Command rest = read(rows(5), "incremental", "[" + state.path("state") + "]");
      int reached = state.at("/state/stream/stream_state/records").asInt();
      assertThat(rest.messages("RECORD")).hasSize(5 - reached);
    }
  }

  @Test
  void statesOfOtherShapesAreTolerated() {
    JsonNode last = lastState(read(rows(4), "incremental", "[]"));
    String stream = last.path("stream").toString();
    for (String shape :
        List.of(
            "[{\"type\":\"GLOBAL\",\"global\":{\"shared_state\":null,\"stream_states\":["
                + stream
                + "]}}]",
            "[{\"type\":\"GLOBAL\",\"stream\":null,\"global\":null,\"global_\":{\"stream_states\":["
                + stream
                + "]}}]",
            "[{\"type\":\"STREAM\",\"stream\":"
                + stream
                + ",\"global_\":null,\"data\":null,\"destinationStats\":null}]",
            "[{\"type\":\"STATE\",\"state\":" + last + "}]")) {
      assertThat(read(rows(4), "incremental", shape).messages("RECORD")).as(shape).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"user\"},\"stream_state\":null}}]",
        "[{\"type\":\"LEGACY\",\"stream\":null,\"data\":null}]"
      })
  void aStateWithoutContentIsAFirstSync(String state) {
    Command done = read(rows(2), "incremental", state);
    assertThat(done.exit()).isZero();
    assertThat(done.messages("RECORD")).hasSize(2);
    assertThat(done.messages("LOG")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":{\"updatedAt\":\"2020\"}}",
        "[{\"type\":\"LEGACY\",\"data\":{\"user\":{}}}]",
        "[{\"type\":\"STREAM\",\"stream\":{\"stream_descriptor\":{\"name\":\"user\"},\"stream_state\":{\"x\":1}}}]"
      })
  void aStateOfSomebodyElseIsPassedOverAloud(String state) {
    Command done = read(rows(2), "incremental", state);
    assertThat(done.messages("RECORD")).hasSize(2);
    assertThat(done.messages("LOG").get(0).toString()).contains("from the beginning");
  }

  @Test
  void anIncrementalReadThatATableCannotDoIsAFullOne() {
    ScriptedConnector connector =
        new ScriptedConnector(
            Schema.of(NOTE),
            (request, out) -> {
              assertThat(reached(request, NOTE)).isZero();
              out.upsert(NOTE.name(), FieldRow.of("text", "a"));
              out.checkpoint(at(request, NOTE, 9));
              return SyncResult.complete();
            });
    Command first = read(connector, "note", "incremental", "[]");
    assertThat(first.exit()).isZero();
    Command second = read(connector, "note", "incremental", "[" + lastState(first) + "]");
    assertThat(second.messages("RECORD")).hasSize(1);
  }

  @Test
  void aFullRefreshThatBrokeOffGoesOn() {
    JsonNode broken = read(rows(5), "full_refresh", "[]").messages("STATE").get(0).path("state");
    assertThat(read(rows(5), "full_refresh", "[" + broken + "]").messages("RECORD")).hasSize(3);
  }

  @Test
  void aFullRefreshThatIsCompleteStartsOver() {
    JsonNode done = lastState(read(rows(5), "full_refresh", "[]"));
    assertThat(read(rows(5), "full_refresh", "[" + done + "]").messages("RECORD")).hasSize(5);
  }

  @Test
  void aFullRefreshNeverGoesOnFromAnIncrementalState() {
    JsonNode done = lastState(read(rows(5), "incremental", "[]"));
    assertThat(read(rows(5), "full_refresh", "[" + done + "]").messages("RECORD")).hasSize(5);
  }

  @Test
  void aDeleteIsARecordWithItsTimeAndANewerVersion() {
    Connector deleting =
        ScriptedConnector.of(
            (request, out) -> {
              out.delete(USER.name(), FieldRow.of("id", "7"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    assertThat(
            read(deleting, "incremental", "[]")
                .messages("RECORD")
                .get(0)
                .at("/record/data")
                .toString())
        .isEqualTo(
            "{\"id\":\"7\",\"updatedAt\":\"2026-11-21T10:00:00Z\",\"_ab_cdc_deleted_at\":\"2026-11-21T10:00:00Z\"}");
  }

  @Test
  void anUpdateOfSomeColumnsIsRefusedForItWouldEmptyTheOthers() {
    Connector updating =
        ScriptedConnector.of(
            (request, out) -> {
              out.update(USER.name(), FieldRow.of("id", "7").with("name", "x"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command done = read(updating, "incremental", "[]");
    assertThat(done.exit()).isEqualTo(70);
    assertThat(done.messages("RECORD")).isEmpty();
    assertThat(done.messages("STATE")).isEmpty();
    assertThat(error(done).path("message").asText()).contains("would empty the others");
  }

  @Test
  void aTruncateOfStoredRowsEndsIncomplete() {
    Connector truncating =
        ScriptedConnector.of(
            (request, out) -> {
              out.truncate(USER.name());
              out.upsert(USER.name(), user(1));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command first = read(truncating, "incremental", "[]");
    assertThat(first.exit()).as("nothing is stored yet").isZero();
    Command second = read(truncating, "incremental", "[" + lastState(first) + "]");
    assertThat(second.exit()).isEqualTo(3);
    assertThat(kinds(second)).endsWith("INCOMPLETE");
    assertThat(error(second).path("message").asText()).contains("refresh the stream");
  }

  @Test
  void anIncompleteSyncIsNeverASuccess() {
    Connector doubtful =
        ScriptedConnector.of(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.incomplete("the total said 9 rows and 1 came: ask the source");
            });
    Command done = read(doubtful, "incremental", "[]");
    assertThat(done.exit()).isEqualTo(3);
    assertThat(kinds(done))
        .containsExactly("STARTED", "RUNNING", "RECORD", "STATE 1.0", "ERROR", "INCOMPLETE");
    assertThat(error(done).path("message").asText()).contains("the total said 9 rows");
  }

  @Test
  void aFailureSaysWhoMustActAndWhichStream() {
    Map<RuntimeException, String> types =
        Map.of(
            new ConfigurationException("401: renew the token"), "config_error 10",
            new SourceUnavailableException("503: wait"), "transient_error 11",
            new SourceDataException("a cut page: tell the owner"), "system_error 12",
            new IllegalStateException("boom"), "system_error 70");
    types.forEach(
        (exception, expected) -> {
          Command done =
              read(
                  ScriptedConnector.of(
                      (request, out) -> {
                        out.upsert(USER.name(), user(1));
                        throw exception;
                      }),
                  "incremental",
                  "[]");
          assertThat(error(done).path("failure_type").asText() + " " + done.exit())
              .isEqualTo(expected);
          assertThat(error(done).at("/stream_descriptor/name").asText()).isEqualTo("user");
          assertThat(kinds(done)).endsWith("ERROR", "INCOMPLETE");
          assertThat(done.messages("STATE")).isEmpty();
        });
  }

  @Test
  void aStreamThatFailsDoesNotTakeTheOthersWithIt() {
    ScriptedConnector two =
        new ScriptedConnector(
            Schema.of(USER, NOTE),
            (request, out) -> {
              if (request.selection().contains(USER.name())) {
                throw new SourceDataException("the page is cut");
              }
              out.upsert(NOTE.name(), FieldRow.of("text", "a"));
              out.checkpoint(at(request, NOTE, 1));
              return SyncResult.complete();
            });
    Command done =
        readCatalog(two, catalog("user", "full_refresh", "note", "full_refresh"), "[]", CONFIG);
    assertThat(done.exit()).isEqualTo(12);
    assertThat(kinds(done)).endsWith("RECORD", "STATE 1.0", "STATE 0.0", "COMPLETE");
  }

  @Test
  void aSourceThatIsGoneEndsTheReadingOfAll() {
    List<String> asked = new ArrayList<>();
    ScriptedConnector two =
        new ScriptedConnector(
            Schema.of(USER, NOTE),
            (request, out) -> {
              asked.add(request.selection().tables().get(0).name().value());
              throw new SourceUnavailableException("no answer to 5 attempts");
            });
    Command done =
        readCatalog(two, catalog("user", "full_refresh", "note", "full_refresh"), "[]", CONFIG);
    assertThat(asked).containsExactly("user");
    assertThat(kinds(done)).endsWith("INCOMPLETE", "INCOMPLETE");
  }

  @Test
  void rowsThatNoCheckpointClaimsAreADefect() {
    Connector forgetful =
        ScriptedConnector.of(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              return SyncResult.complete();
            });
    Command done = read(forgetful, "incremental", "[]");
    assertThat(done.exit()).isEqualTo(70);
    assertThat(error(done).path("message").asText())
        .contains("1 operation after its last checkpoint");
  }

  @Test
  void aStreamThatIsGoneIsSkippedAndMarkedIncomplete() {
    Command done =
        readCatalog(rows(1), catalog("gone", "full_refresh", "user", "incremental"), "[]", CONFIG);
    assertThat(done.exit()).isEqualTo(3);
    assertThat(kinds(done))
        .containsExactly(
            "LOG", "INCOMPLETE", "STARTED", "RUNNING", "RECORD", "STATE 1.0", "COMPLETE");
  }

  @Test
  void aCatalogWithAnUnknownSyncModeIsATrace() {
    Command done = readCatalog(rows(1), catalog("user", "INVALID"), "[]", CONFIG);
    assertThat(done.exit()).isEqualTo(10);
    assertThat(error(done).path("failure_type").asText()).isEqualTo("config_error");
    assertThat(done.messages("RECORD")).isEmpty();
  }

  @Test
  void settingsAreValidatedBeforeAnythingElse() {
    Command done = readCatalog(rows(1), "no catalog at all", "no state", "{}");
    assertThat(done.exit()).isEqualTo(10);
    assertThat(error(done).path("message").asText()).contains("region is missing");
  }

  @Test
  void unknownSettingsAndFlagsOfThePlatformAreTolerated() {
    Command done =
        run(
            rows(0),
            "check",
            "--debug",
            "--manifest-path",
            "x",
            "--config",
            config("{\"region\":\"eu\",\"__injected\":{}}"));
    assertThat(done.messages("CONNECTION_STATUS").toString()).contains("SUCCEEDED");
  }

  @Test
  void deselectedColumnsAreLeftOutAndTheOthersKeepTheirBytes() {
    String catalog =
        "{\"streams\":[{\"stream\":{\"name\":\"user\",\"json_schema\":{\"properties\":{\"id\":{}}}},"
            + "\"sync_mode\":\"incremental\",\"destination_sync_mode\":\"append\"}]}";
    Connector exact =
        ScriptedConnector.of(
            (request, out) -> {
              out.upsert(
                  USER.name(),
                  JsonRow.parse(
                      "{\"name\" : {\"a\":[1,\"}\"]}, \"big\":12345678901234567890.10"
                          + " ,\"id\":\"\\u0031\",\"updatedAt\":null}"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    assertThat(readCatalog(exact, catalog, "[]", CONFIG).lines())
        .anyMatch(
            line ->
                line.endsWith(
                    "\"data\":{\"big\":12345678901234567890.10"
                        + " ,\"id\":\"\\u0031\",\"updatedAt\":null}}}"));
  }

  @Test
  void aChangeOfColumnsIsToldAndTheRowKeepsThem() {
    Connector growing =
        ScriptedConnector.of(
            (request, out) -> {
              out.schemaChange(USER.column("nickname", DataType.STRING));
              out.upsert(USER.name(), JsonRow.parse("{\"id\":\"1\",\"nickname\":\"x\"}"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command done = read(growing, "incremental", "[]");
    assertThat(done.messages("LOG").get(0).toString()).contains("nickname STRING");
    assertThat(done.messages("RECORD").get(0).toString()).contains("nickname");
  }

  @Test
  void warningsAreLogMessagesWithoutSecrets() {
    Connector warning =
        ScriptedConnector.of(
            (request, out) -> {
              out.warning("the token s3cr3t ends soon");
              return SyncResult.complete();
            });
    Command done = read(warning, "incremental", "[]");
    assertThat(done.messages("LOG").get(0).at("/log/level").asText()).isEqualTo("WARN");
    assertThat(done.messages("LOG").get(0).at("/log/message").asText())
        .isEqualTo("the token *** ends soon");
  }

  @Test
  void whoStopsListeningEndsTheReadWithoutAWord() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int exit =
        AirbyteHost.run(
            rows(1), List.of("spec"), closed, OutputStream.nullOutputStream(), Map.of(), CLOCK);
    assertThat(exit).isEqualTo(141);
  }

  @Test
  void anUnknownCommandIsRefused() {
    assertThat(run(rows(0), "fly").exit()).isEqualTo(2);
    assertThat(run(rows(0), "read", "--config", config(CONFIG)).exit()).isEqualTo(2);
  }

  // ---- the parts of a test

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

  /** So many users, a checkpoint after each second one and the last; goes on where it stopped. */
  private static ScriptedConnector rows(int count) {
    return ScriptedConnector.of(rowsOf(count));
  }

  private static ScriptedConnector.Script rowsOf(int count) {
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

  private static Row user(int number) {
    return FieldRow.of("id", Integer.toString(number))
        .with("name", "n" + number)
        .with("updatedAt", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number));
  }

  private Command read(Connector connector, String mode, String state) {
    return read(connector, "user", mode, state);
  }

  private Command read(Connector connector, String stream, String mode, String state) {
    return readCatalog(connector, catalog(stream, mode), state, CONFIG);
  }

  private Command readCatalog(Connector connector, String catalog, String state, String config) {
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

  private Command run(Connector connector, String... arguments) {
    return Command.run(AirbyteHost::run, connector, CLOCK, List.of(arguments));
  }

  private String config(String json) {
    return Command.file(folder, "config.json", json);
  }

  private static String catalog(String... namesAndModes) {
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

  private static JsonNode lastState(Command done) {
    List<JsonNode> states = done.messages("STATE");
    return states.get(states.size() - 1).path("state");
  }

  private static JsonNode error(Command done) {
    return done.messages("TRACE").stream()
        .map(each -> each.at("/trace/error"))
        .filter(each -> !each.isMissingNode())
        .findFirst()
        .orElseThrow();
  }

  /** Each message in a word: its type, its status, or a state with its count. */
  private static List<String> kinds(Command done) {
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
