package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.host.airbyte.AirbyteSource;
import dev.leat.host.singer.SingerTap;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM while a connector reads, as the process that a platform starts. */
class StoppedProcessTest {

  private static final Map<String, Endpoint> ENDPOINTS =
      Map.of(
          "keyset", Endpoint.KEYSET,
          "offset", Endpoint.OFFSET,
          "timestamp", Endpoint.TIMESTAMP,
          "step-size", Endpoint.STEP,
          "replay", Endpoint.REPLAY);

  @TempDir Path folder;
  private static Playground playground;

  @BeforeAll
  static void start() {
    playground =
        Playground.start(
            PlaygroundOptions.defaults().withRows(20_000).withLatency(Duration.ofMillis(20)));
  }

  @AfterAll
  static void stop() {
    playground.close();
  }

  static Stream<Arguments> all() {
    return Stream.of(AirbyteSource.class, SingerTap.class)
        .flatMap(host -> ENDPOINTS.keySet().stream().map(name -> Arguments.of(name, host)));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("all")
  void leavesTheLastStatePrintedAndNoProcess(String name, Class<?> host) throws Exception {
    Process process = read(name, host);
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !isStateWithACursor(line)) {
      line = lines.readLine();
    }
    assertThat(line).as("a state while it reads").isNotNull();
    assertThat(process.isAlive()).isTrue();

    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    // Not process.destroy(), which closes what is still to be read.
    process.toHandle().destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("ended by the signal: 128 + 15").isEqualTo(143);
    assertThat(family).noneMatch(ProcessHandle::isAlive);
    // The last one may be cut: a write that waits for its reader ends with the process.
    List<String> rest = lines.lines().toList();
    assertThat(rest.subList(0, Math.max(0, rest.size() - 1)))
        .allSatisfy(each -> assertThat(Command.json(each)).isNotNull());
  }

  private static boolean isStateWithACursor(String line) {
    return line.startsWith("{\"type\":\"STATE\"") && line.contains("\"user\"");
  }

  private Process read(String name, Class<?> host) throws IOException {
    String config =
        Command.file(
            folder,
            "c.json",
            "{\"base_url\":\"" + playground.endpoint(ENDPOINTS.get(name)) + "\"}");
    String catalog =
        Command.file(
            folder,
            "k.json",
            "{\"streams\":[{\"stream\":{\"name\":\"user\"},\"sync_mode\":\"incremental\"}]}");
    List<String> arguments =
        host == SingerTap.class
            ? List.of("--config", config)
            : List.of("read", "--config", config, "--catalog", catalog);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xrs",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            host.getName(),
            name);
    builder.command().addAll(arguments);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
