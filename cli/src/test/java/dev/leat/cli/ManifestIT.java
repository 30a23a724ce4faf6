package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.architecture.Sources;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest is a connector in every command, and in a package. */
class ManifestIT {

  private static final Path FILE = Sources.checkout().resolve("connectors/files/people.yaml");

  @TempDir Path folder;

  @Test
  void theCommandsOfThePageRunInTheirOrder() throws Exception {
    String page = Files.readString(Sources.checkout().resolve("docs/declarative.md"));
    Matcher block =
        Pattern.compile("<!-- run a manifest -->\\s*```\\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(20))) {
      LeatProcess leat = LeatProcess.in(folder).with("LEAT_BASE_URL", source.address().toString());
      for (String line : block.group(1).lines().filter(each -> !each.endsWith("&")).toList()) {
        String command = line.replace("connectors/files/people.yaml", FILE.toString());
        LeatProcess.Ended ended = leat.shell("set -o pipefail; " + command);
        assertThat(ended.exitCode()).as(line + "\n" + ended.all()).isIn(0, 141);
        assertThat(ended.out()).as(line).isNotBlank();
      }
      packaged(source);
    }
  }

  private void packaged(Playground source) throws Exception {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"base_url\":\"" + source.address() + "\"}");
    Process process =
        new ProcessBuilder(
                folder.resolve("source-people/source-people").toString(),
                "check",
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("SUCCEEDED");
  }

  @Test
  void aFileThatIsNotAManifestIsRefusedWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("odd.yaml"), "version: 6.0.0\nstreams: 5\n");
    for (List<String> command :
        List.of(List.of("spec", "odd.yaml"), List.of("sync", "missing.yaml"))) {
      LeatProcess.Ended ended = LeatProcess.in(folder).run(command.toArray(String[]::new));
      assertThat(ended.exitCode()).as(ended.all()).isEqualTo(10);
      assertThat(ended.err()).contains(command.get(1)).doesNotContain("Exception");
    }
  }
}
