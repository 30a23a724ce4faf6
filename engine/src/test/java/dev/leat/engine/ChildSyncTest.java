package dev.leat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.sdk.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Syncs of connectors that are processes of their own. */
@Timeout(120)
class ChildSyncTest {

  @TempDir private Path temporary;
  private final MemoryDestination destination = new MemoryDestination();

  private static String command(String script) {
    return "python3 " + Path.of("src", "test", "resources", "children", script).toAbsolutePath();
  }

  private SyncReport run(String command, String settings) {
    Connector connector = ConnectorFinder.command(command);
    return new SyncRunner(connector, connector.configurationSpec().parse(settings), destination)
        .run();
  }

  @Test
  void aProgramIsSyncedLikeAnyConnector() {
    SyncReport first = run(command("numbers.py"), "{\"token\":\"t\"}");
    SyncReport second = run(command("numbers.py"), "{\"token\":\"t\",\"count\":30}");

    assertThat(first.verdict()).startsWith("Complete: 25 rows read, 25 inserted");
    assertThat(first.schemaChanges()).isZero();
    assertThat(second.verdict()).startsWith("Complete: 5 rows read, 5 inserted");
    assertThat(destination.rows("number")).hasSize(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exits_without_end",
        "half_line",
        "stray_print",
        "joined_lines",
        "wrong_count",
        "unclaimed_rows",
        "talks_after_end",
        "killed"
      })
  void nothingAfterTheLastGoodCheckpointIsStored(String how) {
    SyncReport report = run(command("misbehaving.py") + " " + how, "{}");

    assertThat(report.exitCode()).isEqualTo(70);
    assertThat(destination.rows("number")).containsExactly("{\"id\": 1}");
    assertThat(report.verdict()).contains("1 row is safe");
  }

  @Test
  void aSecretOnStderrIsMaskedInTheReport() {
    SyncReport report =
        run(command("misbehaving.py") + " secret_on_stderr", "{\"token\":\"canary-5ecret\"}");

    assertThat(report.text() + report.json() + report.crash())
        .contains("using token ***")
        .doesNotContain("canary-5ecret");
  }

  @Test
  void aProgramWhoseHostIsKilledMeetsABrokenPipeAndEnds() throws Exception {
    Path marker = temporary.resolve("marker");
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName(),
                command("misbehaving.py") + " endless",
                marker.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle child = ProcessHandle.of(pid(host, marker)).orElseThrow();
    host.destroyForcibly().waitFor();

    child.onExit().get(20, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }

  private static long pid(Process host, Path marker) throws IOException {
    while (!Files.exists(marker)) {
      assertThat(host.isAlive()).as("the host runs").isTrue();
      Thread.onSpinWait();
    }
    return JsonMapper.builder().build().readTree(marker.toFile()).path("pid").asLong();
  }

  /** The program that is killed. */
  static final class Host {

    private Host() {}

    public static void main(String[] arguments) {
      Connector connector = ConnectorFinder.command(arguments[0]);
      new SyncRunner(
              connector,
              connector.configurationSpec().parse("{\"marker\":\"" + arguments[1] + "\"}"),
              new MemoryDestination())
          .run();
    }
  }
}
