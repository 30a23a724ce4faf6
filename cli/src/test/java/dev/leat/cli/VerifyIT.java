package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code leat verify}, and by it the kill loop: real processes, killed at exact points.
 *
 * <p>{@code -Dleat.kills=all} kills before and after every message, batch and step of a commit of a
 * run of 2,000 messages; a number kills so often. {@code -Dleat.seed=7} repeats a run.
 */
class VerifyIT {

  private static final String KILLS = System.getProperty("leat.kills", "5");
  private static final long SEED = Long.getLong("leat.seed", 1L);

  @TempDir Path folder;
  private LeatProcess leat;
  private Path temporary;

  @BeforeEach
  void ownTemporaryFiles() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    leat =
        LeatProcess.in(folder)
            .with("LEAT_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary)
            .with("GROWING", folder.resolve("growing").toString());
  }

  @Test
  void nothingIsLostOrDoubledWhereverASyncIsKilled() throws Exception {
    boolean all = KILLS.equals("all");
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(all ? 2_000 : 300).withPageCap(50).withTies(7);
    List<String> kills = all ? List.of("--every", "1") : List.of("--kills", KILLS);
    try (Playground source = Playground.start(options)) {
      LeatProcess.Ended ended =
          leat.with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString())
              .run(
                  Stream.concat(
                          Stream.of("verify", "keyset", "--json", "--seed", "" + SEED),
                          kills.stream())
                      .toArray(String[]::new));

      assertThat(ended.exitCode()).as(ended.all()).isZero();
      assertThat(ended.out())
          .contains("\"verdict\":\"right\"", "\"lost\":0", "\"doubled\":0", "\"leaked_bytes\":0")
          .doesNotContain("\"struck\":0");
      assertThat(ended.err()).contains("leat: kill 1 of ");
      assertThat(temporary).as("scratch files").isEmptyDirectory();
    }
  }

  @Test
  void aConnectorThatClaimsRowsBeforeItSendsThemIsFoundOut() throws Exception {
    LeatProcess.Ended wrong =
        leat.run("verify", "--command", pages("claims_early"), "--at", "both:after-commit:2");

    assertThat(wrong.exitCode()).as(wrong.all()).isEqualTo(70);
    assertThat(wrong.out())
        .contains("First wrong after the kill at both:after-commit:2")
        .containsPattern("table item: [1-9]\\d* lost, 0 doubled")
        .containsPattern("row \\[\"\\d+\"\\] is lost")
        .contains("--at both:after-commit:2");
    assertThat(
            leat.run("verify", "--command", pages("honest"), "--at", "both:after-commit:2")
                .exitCode())
        .as("the same connector, when it keeps its promise")
        .isZero();
  }

  @Test
  void aSourceThatChangesMeanwhileCannotBeJudged() throws Exception {
    LeatProcess.Ended ended =
        leat.run("verify", "--command", pages("grows"), "--at", "connector:byte:400");

    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(3);
    assertThat(ended.out()).contains("the source changed while it was verified");
  }

  @Test
  void stoppedItLeavesNoScratchFiles() throws Exception {
    LeatProcess.Running running =
        leat.start("verify", "--command", pages("honest"), "--kills", "500");
    while (!running.process().waitFor(50, TimeUnit.MILLISECONDS) && isEmpty(temporary)) {
      // Until it has made its scratch folder.
    }
    running.process().toHandle().destroy();

    assertThat(running.ended().exitCode()).isEqualTo(143);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aKillPointThatMakesNoSenseIsExplained() throws Exception {
    LeatProcess.Ended ended = leat.run("verify", "keyset", "--at", "both:before-lunch:1");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("both:before-message:17", "state-stored");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static String pages(String mode) throws URISyntaxException {
    Path script = Path.of(VerifyIT.class.getResource("/children/pages.py").toURI());
    return "python3 \"" + script + "\" " + mode;
  }
}
