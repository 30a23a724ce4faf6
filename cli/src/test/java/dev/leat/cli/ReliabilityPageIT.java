package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.architecture.Sources;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/reliability.md run, with fewer kills than the page asks for. */
class ReliabilityPageIT {

  @TempDir Path folder;

  @Test
  void theCommandsThatVerifyFindThatAllIsRight() throws Exception {
    Path python = folder.resolve("docs/examples/connector.py");
    Files.createDirectories(python.getParent());
    Files.copy(Sources.checkout().resolve("docs/examples/connector.py"), python);
    PlaygroundOptions options = PlaygroundOptions.defaults().withRows(200).withPageCap(50);
    try (Playground source = Playground.start(options)) {
      String address = source.endpoint(Endpoint.KEYSET).toString();
      Files.writeString(folder.resolve("people.json"), "{\"base_url\": \"" + address + "\"}");
      LeatProcess leat = LeatProcess.in(folder).with("LEAT_BASE_URL", address);
      String commands = ReadmeIT.block("docs/reliability.md", "verify");
      assertThat(commands.lines()).hasSizeGreaterThan(3);
      for (String line : commands.lines().toList()) {
        boolean chosen = line.contains("--at");
        String small = line.replaceAll(" --kills \\d+", "") + (chosen ? "" : " --kills 1");

        LeatProcess.Ended ended = leat.shell(small);

        assertThat(ended.exitCode()).as(line + "\n" + ended.all()).isZero();
        assertThat(ended.out()).as(line).containsPattern("Right: |\"verdict\":\"right\"");
      }
    }
  }

  @Test
  void theCommandsOfTheLastRunStartAtAnyPlace() throws Exception {
    List<String> commands = ReadmeIT.block("docs/reliability.md", "the last run").lines().toList();
    assertThat(commands).hasSize(2);
    LeatProcess leat = LeatProcess.in(folder);
    LeatProcess.Running source =
        leat.start(commands.get(0).replaceAll("^\\./leat |\\s*&$", "").split(" ", -1));
    try {
      ReadmeIT.awaitPlayground(leat);

      LeatProcess.Ended ended = leat.shell(commands.get(1).replace("--every 20", "--every 2000"));

      assertThat(ended.exitCode()).as(ended.all()).isZero();
      assertThat(ended.out())
          .contains(
              "\"verdict\":\"right\"", "\"rows\":2000", "\"messages\":2061", "\"commits\":22");
    } finally {
      source.kill();
    }
  }
}
