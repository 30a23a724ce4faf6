package dev.leat.host.contract;

import static dev.leat.host.contract.ScriptedConnector.USER;
import static dev.leat.host.contract.ScriptedConnector.at;
import static dev.leat.host.contract.ScriptedConnector.reached;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.host.singer.SingerHost;
import dev.leat.sdk.Connector;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Singer's rules, and Meltano's, one test a rule. */
class SingerHostTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long MILLIS = NOW.toEpochMilli();
  private static final Table NOTE =
      Table.named("note").column("text", DataType.STRING).disposition(Disposition.REPLACE);

  @TempDir Path folder;
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void aboutTellsMeltanoTheSettings() {
    JsonNode about = run(rows(0), "--about=json").messages().get(0);
    assertThat(about.path("name").asText()).isEqualTo("tap-scripted");
    assertThat(about.path("capabilities").toString()).contains("catalog", "discover", "state");
    assertThat(about.at("/settings/properties/token/secret").asBoolean()).isTrue();
    assertThat(about.at("/settings/required").toString()).isEqualTo("[\"region\"]");
    assertThat(run(rows(0), "--about", "--format", "json").lines()).hasSize(1);
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(run(rows(0), "--version").lines()).containsExactly("tap-scripted 1.2.3");
  }

  @Test
  void discoveryMarksWhatIsAutomaticAndHowItIsReplicated() {
    JsonNode streams =
        run(
                new ScriptedConnector(Schema.of(USER, NOTE), script(0)),
                "--config",
                config(),
                "--discover")
            .messages()
            .get(0)
            .path("streams");
    JsonNode user = streams.get(0);
    assertThat(user.path("key_properties").toString()).isEqualTo("[\"id\"]");
    assertThat(user.at("/metadata/0/metadata/table-key-properties").toString())
        .isEqualTo("[\"id\"]");
    assertThat(user.at("/metadata/0/metadata/valid-replication-keys").toString())
        .isEqualTo("[\"updatedAt\"]");
    assertThat(user.at("/metadata/0/metadata/selected-by-default").asBoolean()).isTrue();
    assertThat(user.at("/metadata/1/metadata/inclusion").asText()).isEqualTo("automatic");
    assertThat(user.at("/metadata/2/metadata/inclusion").asText()).isEqualTo("available");
    assertThat(streams.at("/1/metadata/0/metadata/forced-replication-method").asText())
        .isEqualTo("FULL_TABLE");
  }

  @Test
  void numbersKeepEveryDigit() {
    Table table =
        Table.named("t")
            .column("whole", DataType.LONG)
            .column("price", DataType.decimal(10, 2))
            .column("huge", DataType.decimal(38, 0));
    JsonNode properties =
        run(new ScriptedConnector(Schema.of(table), script(0)), "--config", config(), "--discover")
            .messages()
            .get(0)
            .at("/streams/0/schema/properties");
    assertThat(properties.at("/whole/maximum").bigIntegerValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(properties.at("/price/multipleOf").decimalValue()).isEqualByComparingTo("0.01");
    assertThat(properties.at("/price/maximum").decimalValue()).isEqualByComparingTo("99999999.99");
    assertThat(properties.at("/huge/type/1").asText()).isEqualTo("integer");
  }

  @Test
  void aSyncIsSchemaThenRecordsThenState() {
    Command done = sync(rows(1), "");
    assertThat(done.exit()).isZero();
    assertThat(types(done)).containsExactly("SCHEMA", "RECORD", "STATE");
    assertThat(done.lines().get(1))
        .isEqualTo(
            "{\"type\":\"RECORD\",\"stream\":\"user\",\"version\":"
                + MILLIS
                + ",\"time_extracted\":\"2026-11-21T10:00:00Z\",\"record\":{\"id\":\"1\"}}");
    assertThat(done.messages().get(0).path("key_properties").toString()).isEqualTo("[\"id\"]");
    assertThat(done.messages().get(0).path("bookmark_properties").toString())
        .isEqualTo("[\"updatedAt\"]");
  }

  @Test
  void goesOnFromEachStateAndKeepsTheVersion() {
    Command first = sync(rows(4), "");
    for (JsonNode state : first.messages("STATE")) {
      clock = Clock.offset(clock, Duration.ofSeconds(1));
      Command rest = sync(rows(6), state.path("value").toString());
      int reached = state.at("/value/bookmarks/user/leat/tables/user/at").asInt();
      assertThat(rest.messages("RECORD")).hasSize(6 - reached);
      assertThat(rest.messages("RECORD")).allMatch(each -> each.path("version").asLong() == MILLIS);
    }
  }

  @Test
  void bookmarksOfStreamsThatAreNotReadAreKept() {
    Command done =
        sync(rows(1), "{\"bookmarks\":{\"other\":{\"leat\":{\"x\":1}},\"old\":{\"y\":[2]}}}");
    assertThat(done.messages("STATE").get(0).at("/value/bookmarks").toString())
        .startsWith("{\"other\":{\"leat\":{\"x\":1}},\"old\":{\"y\":[2]},\"user\":");
  }

  @Test
  void aBookmarkOfSomebodyElseIsPassedOverAloud() {
    Command done = sync(rows(2), "{\"bookmarks\":{\"user\":{\"updatedAt\":\"2020\"}}}");
    assertThat(done.messages("RECORD")).hasSize(2);
    assertThat(done.err()).contains("WARNING").contains("from the beginning");
  }

  @Test
  void aFullTableActivatesItsVersionAtTheEndAndStartsOverNextTime() {
    Command first = sync(notes(2), "");
    assertThat(types(first))
        .containsExactly(
            "SCHEMA", "RECORD", "STATE", "RECORD", "STATE", "ACTIVATE_VERSION", "STATE");
    clock = Clock.offset(clock, Duration.ofSeconds(5));
    Command second = sync(notes(2), last(first));
    assertThat(second.messages("RECORD")).hasSize(2);
    assertThat(second.messages("ACTIVATE_VERSION").get(0).path("version").asLong())
        .isEqualTo(MILLIS + 5_000);
  }

  @Test
  void aFullTableThatBrokeOffGoesOnWithTheSameVersion() {
    String open = sync(notes(2), "").messages("STATE").get(0).path("value").toString();
    clock = Clock.offset(clock, Duration.ofSeconds(5));
    Command rest = sync(notes(2), open);
    assertThat(rest.messages("RECORD")).hasSize(1);
    assertThat(rest.messages("ACTIVATE_VERSION").get(0).path("version").asLong()).isEqualTo(MILLIS);
  }

  @Test
  void aTruncateActivatesANewerVersion() {
    Connector truncating =
        ScriptedConnector.of(
            (request, out) -> {
              out.upsert(USER.name(), FieldRow.of("id", "1"));
              out.truncate(USER.name());
              out.upsert(USER.name(), FieldRow.of("id", "2"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command done = sync(truncating, "");
    assertThat(types(done))
        .containsExactly("SCHEMA", "RECORD", "ACTIVATE_VERSION", "RECORD", "STATE");
    Platform.Store store = new SingerPlatform().store();
    store.takeAll(done.lines());
    assertThat(store.rows("user")).containsOnlyKeys("2");
  }

  @Test
  void aDeleteIsARecordWithItsTime() {
    Connector deleting =
        ScriptedConnector.of(
            (request, out) -> {
              out.delete(USER.name(), FieldRow.of("id", "7"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command done = sync(deleting, "");
    assertThat(done.messages("RECORD").get(0).path("record").toString())
        .isEqualTo("{\"id\":\"7\",\"_sdc_deleted_at\":\"2026-11-21T10:00:00Z\"}");
    assertThat(done.messages("SCHEMA").get(0).at("/schema/properties").has("_sdc_deleted_at"))
        .isTrue();
  }

  @Test
  void anUpdateOfSomeColumnsIsRefused() {
    Connector updating =
        ScriptedConnector.of(
            (request, out) -> {
              out.update(USER.name(), FieldRow.of("id", "7"));
              return SyncResult.complete();
            });
    Command done = sync(updating, "");
    assertThat(done.exit()).isEqualTo(70);
    assertThat(done.err()).contains("CRITICAL").contains("would empty the others");
  }

  @Test
  void anIncompleteSyncIsNeverASuccess() {
    Connector doubtful =
        ScriptedConnector.of((request, out) -> SyncResult.incomplete("the total lied: ask again"));
    Command done = sync(doubtful, "");
    assertThat(done.exit()).isEqualTo(3);
    assertThat(done.err()).contains("CRITICAL").contains("the total lied");
  }

  @Test
  void aFailureIsCriticalAndShowsNoSecret() {
    Connector failing =
        ScriptedConnector.of(
            (request, out) -> {
              throw new SourceUnavailableException("503 with s3cr3t");
            });
    Command done = sync(failing, "");
    assertThat(done.exit()).isEqualTo(11);
    assertThat(done.err()).contains("CRITICAL").contains("503 with ***").doesNotContain("s3cr3t");
  }

  @Test
  void aChangeOfColumnsIsASchemaBeforeTheRowThatNeedsIt() {
    Connector growing =
        ScriptedConnector.of(
            (request, out) -> {
              out.schemaChange(USER.column("nickname", DataType.STRING));
              out.upsert(USER.name(), JsonRow.parse("{\"id\":\"1\",\"nickname\":\"x\"}"));
              out.checkpoint(at(request, USER, 1));
              return SyncResult.complete();
            });
    Command done = sync(growing, "");
    assertThat(types(done)).containsExactly("SCHEMA", "SCHEMA", "RECORD", "STATE");
    Platform.Store store = new SingerPlatform().store();
    store.takeAll(done.lines());
    assertThat(store.rows("user").get("1").path("nickname").asText()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"selected\":true}', 1",
    "'{\"selected\":\"true\"}', 1",
    "'{\"selected\":false}', 0",
    "'{\"selected-by-default\":true}', 1",
    "'{\"selected-by-default\":true,\"selected\":false}', 0",
    "'{\"inclusion\":\"available\"}', 0",
    "'{\"inclusion\":\"unsupported\",\"selected\":true}', 0",
  })
  void aStreamIsReadIfItIsSelected(String metadata, int records) {
    String catalog =
        "{\"streams\":[{\"tap_stream_id\":\"user\",\"metadata\":[{\"breadcrumb\":[],\"metadata\":"
            + metadata
            + "}]}]}";
    Command done =
        run(rows(1), "--config", config(), "--properties", Command.file(folder, "c.json", catalog));
    assertThat(done.exit()).isZero();
    assertThat(done.messages("RECORD")).hasSize(records);
  }

  @Test
  void settingsMayComeFromTheEnvironment() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit =
        SingerHost.run(
            rows(1),
            List.of("--config", "ENV"),
            out,
            OutputStream.nullOutputStream(),
            Map.of("TAP_SCRIPTED_REGION", "eu"),
            clock);
    assertThat(exit).isZero();
  }

  @Test
  void unknownOptionsAreRefused() {
    assertThat(run(rows(0), "--fly").exit()).isEqualTo(2);
    assertThat(run(rows(0)).err()).contains("--config is missing");
  }

  private static ScriptedConnector rows(int count) {
    return ScriptedConnector.of(script(count));
  }

  private static ScriptedConnector.Script script(int count) {
    return (request, out) -> {
      for (int i = reached(request, USER) + 1; i <= count; i++) {
        out.upsert(USER.name(), FieldRow.of("id", Integer.toString(i)));
        out.checkpoint(at(request, USER, i));
      }
      return SyncResult.complete();
    };
  }

  private static ScriptedConnector notes(int count) {
    return new ScriptedConnector(
        Schema.of(NOTE),
        (request, out) -> {
          for (int i = reached(request, NOTE) + 1; i <= count; i++) {
            out.upsert(NOTE.name(), FieldRow.of("text", "n" + i));
            out.checkpoint(at(request, NOTE, i));
          }
          return SyncResult.complete();
        });
  }

  private Command sync(Connector connector, String state) {
    List<String> arguments = new ArrayList<>(List.of("--config", config()));
    if (!state.isEmpty()) {
      arguments.addAll(List.of("--state", Command.file(folder, "state.json", state)));
    }
    return run(connector, arguments.toArray(String[]::new));
  }

  private Command run(Connector connector, String... arguments) {
    return Command.run(SingerHost::run, connector, clock, List.of(arguments));
  }

  private String config() {
    return Command.file(folder, "config.json", "{\"region\":\"eu\",\"token\":\"s3cr3t\"}");
  }

  private static String last(Command done) {
    List<JsonNode> states = done.messages("STATE");
    return states.get(states.size() - 1).path("value").toString();
  }

  private static List<String> types(Command done) {
    return done.messages().stream().map(each -> each.path("type").asText()).toList();
  }
}
