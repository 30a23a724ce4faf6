package dev.leat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of the benchmarks that is Python, run as far as it costs nothing. */
class HarnessTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  static List<String> documentedCommands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String page : List.of("benchmarks/README.md", "docs/performance.md")) {
      Files.readString(ROOT.resolve(page))
          .lines()
          .filter(line -> line.startsWith("benchmarks/run "))
          .map(line -> line.replaceAll("\\s+#.*", ""))
          .forEach(commands::add);
    }
    return commands;
  }

  @ParameterizedTest
  @MethodSource("documentedCommands")
  void everyDocumentedCommandIsOneThatWouldRun(String command) throws Exception {
    Ended ended = run((command + " --plan").split(" ", -1));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
  }

  @Test
  void aCommandThatIsNoneIsRefused() throws Exception {
    assertThat(run("benchmarks/run", "w7", "--plan").exitCode()).isNotZero();
    assertThat(run("benchmarks/run", "profile", "w1:none", "--plan").exitCode()).isNotZero();
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    Ended ended =
        run(
            "python3",
            "-m",
            "unittest",
            "discover",
            "-b",
            "-s",
            "benchmarks/tests",
            "-t",
            "benchmarks");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).containsPattern("Ran [1-9]\\d+ tests");
  }

  private record Ended(int exitCode, String output) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
