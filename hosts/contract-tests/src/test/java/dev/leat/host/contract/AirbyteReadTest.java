package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static dev.leat.host.contract.ScriptedConnector.at;
import static dev.leat.host.contract.ScriptedConnector.reached;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.host.airbyte.AirbyteHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Airbyte's rules of a read, one test a rule. */
class AirbyteReadTest extends AirbyteCommands {

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
}
