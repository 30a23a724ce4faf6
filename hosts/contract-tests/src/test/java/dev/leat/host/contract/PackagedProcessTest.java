package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connector.keyset.KeysetConnector;
import dev.leat.host.airbyte.AirbytePackage;
import dev.leat.host.airbyte.AirbyteSource;
import dev.leat.host.process.Launch;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packaged source as the process that a platform starts. */
class PackagedProcessTest {

  @TempDir static Path folder;
  private static Path launcher;

  @BeforeAll
  static void pack() throws Exception {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    KeysetConnector connector = new KeysetConnector();
    launcher =
        AirbytePackage.write(
            connector.info(), Launch.of(connector, AirbyteSource.class, classPath), folder);
  }

  @Test
  void holdsWhatTheConnectorNeedsAndNoOtherConnector() throws Exception {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      assertThat(jars.map(each -> each.getFileName().toString()))
          .anyMatch(each -> each.startsWith("jackson-databind"))
          .noneMatch(each -> each.contains("junit") || each.contains("assertj"));
    }
  }

  @Test
  void theImageObeysAirbytesRules() throws Exception {
    assertThat(folder.resolve("Dockerfile"))
        .content()
        .contains("--platform=linux/amd64", "USER airbyte", "LABEL io.airbyte.version=\"0.1.0\"")
        .contains("AIRBYTE_ENTRYPOINT=\"/airbyte/source-keyset\"");
  }

  @Test
  void specPrintsOneLineAndEnds() throws Exception {
    Process process = start("spec");
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed.lines()).hasSize(1).allMatch(line -> line.startsWith("{\"type\":\"SPEC\""));
  }

  @Test
  void aSignalLeavesTheLastStatePrintedAndNoProcess() throws Exception {
    PlaygroundOptions slow =
        PlaygroundOptions.defaults().withRows(100_000).withLatency(Duration.ofMillis(20));
    try (Playground playground = Playground.start(slow)) {
      Process process =
          start(
              "read",
              "--config",
              Command.file(
                  folder,
                  "c.json",
                  "{\"base_url\":\"" + playground.endpoint(Endpoint.KEYSET) + "\"}"),
              "--catalog",
              Command.file(
                  folder,
                  "k.json",
                  "{\"streams\":[{\"stream\":{\"name\":\"user\"},\"sync_mode\":\"incremental\"}]}"));
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (!line.startsWith("{\"type\":\"STATE\"")) {
        line = lines.readLine();
      }
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      // Java itself is the process, and the signal ended it: 128 + 15, as Process tells it.
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(process.descendants()).isEmpty();
    }
  }

  private static Process start(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
