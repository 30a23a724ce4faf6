package dev.leat.host.fivetran.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.fivetran.FakeConnector;
import dev.leat.host.fivetran.HostInMemory;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.ExitCode;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The verdict on servers, good and bad. */
class FivetranTesterTest {

  private static final Table USER =
      Table.named("user").column("id", DataType.LONG).column("name", DataType.STRING).key("id");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private ExitCode verdict(FakeConnector.Script script) {
    return verdict(ConfigurationSpec.of(), script, Map.of());
  }

  private ExitCode verdict(
      ConfigurationSpec spec, FakeConnector.Script script, Map<String, String> configuration) {
    try (HostInMemory host =
        HostInMemory.serving(new FakeConnector(spec, Schema.of(USER), script))) {
      return FivetranTester.run(
          host.channel(), configuration, TesterOptions.defaults().kills(Integer.MAX_VALUE), out);
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aServerThatResumesAfterEachMessageIsGood() {
    ExitCode code =
        verdict(
            (request, sink) -> {
              for (int id = FakeConnector.position(request, USER) + 1; id <= 5; id++) {
                sink.upsert(USER.name(), FieldRow.of("id", id).with("name", "n"));
                sink.checkpoint(FakeConnector.reached(request, USER, id));
              }
              return SyncResult.complete();
            });
    assertThat(code).as(said()).isEqualTo(ExitCode.COMPLETE);
    assertThat(said())
        .contains(
            "Upserts       | 5\n",
            "Checkpoints   | 5\n",
            "Killed after message 10 of 10 with 5 rows claimed, resumed: 0 rows missing")
        .contains("Selection without 0 tables and 1 columns: 5 rows");
  }

  @Test
  void aServerWhoseStateRunsAheadOfItsRowsLosesThemAndIsFoundOut() {
    ExitCode code =
        verdict(
            (request, sink) -> {
              if (FakeConnector.position(request, USER) == 0) {
                sink.checkpoint(FakeConnector.reached(request, USER, 5));
                for (int id = 1; id <= 5; id++) {
                  sink.upsert(USER.name(), FieldRow.of("id", id));
                }
                sink.checkpoint(FakeConnector.reached(request, USER, 5));
              }
              return SyncResult.complete();
            });
    assertThat(code).isEqualTo(ExitCode.DEFECT);
    assertThat(said())
        .contains("Against the contract: Rows are lost when an update is killed and resumed");
  }

  @Test
  void aServerThatAsksTheUserForSomethingIsIncomplete() {
    ExitCode code =
        verdict(
            (request, sink) -> {
              sink.upsert(USER.name(), FieldRow.of("id", 1));
              sink.checkpoint(FakeConnector.reached(request, USER, 1));
              return SyncResult.incomplete("the API shows the newest 10,000 only");
            });
    assertThat(code).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(said()).contains("Task: the API shows the newest 10,000 only");
  }

  @Test
  void eachKindOfFailureHasItsCode() {
    assertThat(
            verdict(
                (request, sink) -> {
                  throw new SourceUnavailableException("503");
                }))
        .isEqualTo(ExitCode.SOURCE_UNAVAILABLE);
    assertThat(
            verdict(
                (request, sink) -> {
                  throw new SourceDataException("cut");
                }))
        .isEqualTo(ExitCode.SOURCE_DATA);
    assertThat(
            verdict(
                (request, sink) -> {
                  throw new ConfigurationException("401");
                }))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(
            verdict(
                (request, sink) -> {
                  throw new IllegalStateException("oops");
                }))
        .isEqualTo(ExitCode.DEFECT);
  }

  @Test
  void settingsThatFailATestEndItThereWithTheReason() {
    ExitCode code =
        verdict(
            ConfigurationSpec.of(Setting.text("account", "Whose data")),
            (request, sink) -> SyncResult.complete(),
            Map.of("acount", "me"));
    assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(said()).contains("did you mean account?").doesNotContain("First update");
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    int code =
        FivetranTester.run(
            "127.0.0.1:" + port, Map.of(), new TesterOptions(1, Duration.ofSeconds(20)), out, out);
    assertThat(code).isEqualTo(ExitCode.SOURCE_UNAVAILABLE.number());
    assertThat(said()).startsWith("Failed: the server answered UNAVAILABLE");
  }
}
