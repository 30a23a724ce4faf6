package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.architecture.Sources;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say holds: their commands run, their links lead somewhere, their code is ours. */
class ReadmeIT {

  private static final Path ROOT = Sources.checkout();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (.+?) -->\\s*```(\\w*)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

  @TempDir Path folder;

  @Test
  void theFirstCommandsRunInTheirOrder() throws Exception {
    String commands = block("README.md", "run it");
    LeatProcess leat = LeatProcess.in(folder);
    List<LeatProcess.Running> background = new ArrayList<>();
    try {
      for (String line : commands.lines().map(each -> each.replaceAll("\\s+#.*", "")).toList()) {
        if (line.endsWith("&")) {
          background.add(leat.start(line.replaceAll("^\\./leat |\\s*&$", "").split(" ", -1)));
          awaitPlayground(leat);
        } else {
          LeatProcess.Ended ended = leat.shell("set -o pipefail; " + line);
          assertThat(ended.exitCode()).as(line + "\n" + ended.all()).isIn(0, 141);
          assertThat(ended.out()).as(line).isNotBlank();
        }
      }
    } finally {
      for (LeatProcess.Running each : background) {
        each.kill();
      }
    }
  }

  @Test
  void theScriptForASchedulerTellsEndsApart() throws Exception {
    String script = block("docs/operate.md", "a script for a scheduler");
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(10))) {
      LeatProcess.Ended complete = run(script, source.endpoint(Endpoint.KEYSET));
      assertThat(complete.exitCode()).as(complete.all()).isZero();
      assertThat(complete.out()).contains("Complete: 10 rows");
    }
    LeatProcess.Ended refused = run(script, URI.create("ftp://nowhere"));
    assertThat(refused.exitCode()).as(refused.all()).isEqualTo(10);
    assertThat(refused.err()).contains("Leat ended with 10: ");
  }

  private LeatProcess.Ended run(String script, URI source) throws InterruptedException {
    return LeatProcess.in(folder).with("LEAT_BASE_URL", source.toString()).shell(script);
  }

  static void awaitPlayground(LeatProcess leat) throws InterruptedException {
    for (int attempt = 0; attempt < 50; attempt++) {
      if (leat.run("check", "keyset").exitCode() == 0) {
        return;
      }
    }
    throw new AssertionError("The playground did not start");
  }

  @Test
  void theExampleIsTheExample() throws IOException {
    String shown = block("README.md", "the keyset connector");
    String source =
        Files.readString(
            ROOT.resolve(
                "connectors/keyset/src/main/java/dev/leat/connector/keyset/KeysetConnector.java"));

    assertThat(withoutBlanks(source)).contains(withoutBlanks(shown));
  }

  @Test
  void everyLinkInThePagesLeadsToAFile() throws IOException {
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!link.group(1).startsWith("http")) {
          assertThat(page.getParent().resolve(link.group(1)).normalize())
              .as("a link in " + page)
              .exists();
        }
      }
    }
  }

  @Test
  void everyCommandShowsAnExampleInItsHelp() throws InterruptedException {
    LeatProcess leat = LeatProcess.in(folder);
    String help = leat.run("--help").out();
    List<String> commands =
        help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:"))
            .lines()
            .skip(1)
            .filter(line -> line.matches("  \\S+  .*"))
            .map(line -> line.strip().split("\\s+", -1)[0])
            .filter(command -> !command.equals("generate-completion"))
            .toList();

    assertThat(commands).contains("demo", "sync", "read", "state", "runs", "new", "playground");
    for (String command : commands) {
      assertThat(leat.run(command, "--help").out()).as(command).contains("Example");
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(each -> each.toString().toLowerCase(Locale.ROOT).endsWith(".md"))
          .filter(each -> !each.toString().contains("/target/"))
          .filter(each -> !each.toString().contains("/.git/"))
          .toList();
    }
  }

  static String block(String page, String marker) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
    while (block.find()) {
      if (block.group(1).equals(marker)) {
        return block.group(3);
      }
    }
    throw new AssertionError(page + " has no block marked " + marker);
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
