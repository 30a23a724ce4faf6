package dev.leat.sdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.protocol.wire.Lines;
import dev.leat.sdk.row.FieldRow;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConnectorProcessTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @Test
  void answersEachCommandWithALineThatTheSchemaKnows() throws Exception {
    for (String command : List.of("spec", "check", "discover")) {
      out.reset();

      assertThat(run(FakeConnector.complete(), command)).isEqualTo(ExitCode.COMPLETE);

      assertThat(lines()).hasSize(1);
      assertThat(Lines.problems(lines().get(0))).isEmpty();
    }
  }

  @Test
  void readsFromAStateOn() throws Exception {
    assertThat(run(FakeConnector.complete(), "read")).isEqualTo(ExitCode.COMPLETE);
    String checkpoint = lines().get(lines().size() - 4);
    String state = checkpoint.replaceFirst(".*\"state\":", "").replaceFirst(",\"counts\".*", "");
    Path file = Files.writeString(folder.resolve("state.json"), state);
    out.reset();

    assertThat(
            run(FakeConnector.complete(), "read", "--state", file.toString(), "--tables", "user"))
        .isEqualTo(ExitCode.COMPLETE);

    assertThat(lines())
        .filteredOn(each -> each.contains("upsert"))
        .singleElement()
        .asString()
        .contains("\"3\"");
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("c.json"), "{\"rows\":\"1\"}");

    run(FakeConnector.complete(), Map.of("LEAT_ROWS", "2"), "read", "--config", file.toString());

    assertThat(lines()).filteredOn(each -> each.contains("upsert")).hasSize(2);
  }

  @Test
  void aPrintInAConnectorGoesToStderr() {
    FakeConnector chatty =
        new FakeConnector(
            (request, sink) -> {
              System.out.println("debugging");
              return SyncResult.complete();
            });

    run(chatty, "read");

    assertThat(lines()).allSatisfy(each -> assertThat(Lines.problems(each)).isEmpty());
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("debugging");
  }

  @Test
  void everyEndHasItsExitCodeAndItsLine() {
    assertThat(run(ending(SyncResult.incomplete("the source lied")), "read"))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(last()).contains("\"result\":\"incomplete\",\"reason\":\"the source lied\"");

    FakeConnector down =
        new FakeConnector(
            (request, sink) -> {
              throw new SourceUnavailableException("GET /users answered 503: wait");
            });
    assertThat(run(down, "read")).isEqualTo(ExitCode.SOURCE_UNAVAILABLE);
    assertThat(last()).contains("\"kind\":\"source_unavailable\"");

    assertThat(run(FakeConnector.complete(), Map.of("LEAT_ROWS", "many"), "check"))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(last()).contains("rows is \\\"many\\\"");
  }

  @Test
  void aMistakenCommandLineEndsWithUsageAndNoLine() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("sync"),
            List.of("spec", "--config", "x"),
            List.of("read", "--state"),
            List.of("read", "--tables", "a,,b"),
            List.of("check", "--config", "a", "--config", "b"))) {
      assertThat(run(FakeConnector.complete(), arguments.toArray(String[]::new)))
          .as(arguments.toString())
          .isEqualTo(ExitCode.USAGE);
    }
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: spec");
  }

  @Test
  void filesThatAreNotThereAndTablesThatAreUnknownAreConfiguration() {
    assertThat(run(FakeConnector.complete(), "read", "--config", "/no/such"))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(last()).contains("There is no configuration file /no/such");
    assertThat(run(FakeConnector.complete(), "read", "--tables", "users"))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(last()).contains("There is no table \\\"users\\\", did you mean \\\"user\\\"?");
  }

  @Test
  void aDefectIsReportedWithTheAuthorsFramesTheStateAndTheTableAndNoSecret() {
    FakeConnector broken =
        new FakeConnector(
            (request, sink) -> {
              throw new IllegalStateException("key is tops3cret");
            });

    ExitCode code = run(broken, Map.of("LEAT_API_KEY", "tops3cret"), "read");

    assertThat(code).isEqualTo(ExitCode.DEFECT);
    assertThat(last()).contains("\"kind\":\"defect\"", "IllegalStateException: key is ***");
    String report = err.toString(StandardCharsets.UTF_8);
    assertThat(report)
        .contains("Connector keyset 0.1.0 has a defect", "table: user", "\"id\":\"3\"", "    at ")
        .doesNotContain("tops3cret");
  }

  @Test
  void rowsAfterTheLastCheckpointAreADefect() {
    FakeConnector careless =
        new FakeConnector(
            (request, sink) -> {
              sink.upsert(Lines.USER, FieldRow.of("id", "4"));
              return SyncResult.complete();
            });

    assertThat(run(careless, "read")).isEqualTo(ExitCode.DEFECT);
    assertThat(last()).contains("1 operation after its last checkpoint");
  }

  @Test
  void anInterruptLeavesWholeLinesAndNoEnd() {
    FakeConnector interrupted =
        new FakeConnector(
            (request, sink) -> {
              throw new InterruptedException();
            });

    assertThat(run(interrupted, "read")).isEqualTo(ExitCode.TERMINATED);
    assertThat(last()).startsWith("{\"type\":\"checkpoint\"");
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
  }

  @Test
  void endsWithoutAWordWhenNobodyReads() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    ExitCode code =
        ConnectorProcess.run(
            FakeConnector.complete(),
            List.of("read"),
            Map.of(),
            closed,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC());

    assertThat(code).isEqualTo(ExitCode.OUTPUT_CLOSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("pipe", "defect");
  }

  @Test
  @Timeout(60)
  void aProcessThatIsToldToStopEndsWith143AndItsCheckpointsStand() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeConnector.class.getName(),
                "read")
            .redirectError(folder.resolve("err").toFile())
            .start();
    List<String> received = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = reader.readLine()) != null) {
        received.add(line);
        if (line.contains("{\"id\":\"3\"}},\"checksum\"")) {
          // The handle's, because the process' own would close the stream that is being read.
          process.toHandle().destroy();
        }
      }
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(received).allSatisfy(each -> assertThat(Lines.problems(each)).isEmpty());
    assertThat(received.get(received.size() - 1)).startsWith("{\"type\":\"checkpoint\"");
  }

  private static FakeConnector ending(SyncResult result) {
    return new FakeConnector((request, sink) -> result);
  }

  private ExitCode run(FakeConnector connector, String... arguments) {
    return run(connector, Map.of(), arguments);
  }

  private ExitCode run(
      FakeConnector connector, Map<String, String> environment, String... arguments) {
    return ConnectorProcess.run(
        connector,
        List.of(arguments),
        environment,
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Clock.systemUTC());
  }

  private List<String> lines() {
    return Lines.split(out.toByteArray());
  }

  private String last() {
    return lines().get(lines().size() - 1);
  }
}
