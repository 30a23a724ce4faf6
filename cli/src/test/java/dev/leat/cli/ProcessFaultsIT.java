package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.Oddity;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the system does to a process that is not {@code kill -9}: signals, streams that are closed
 * or full, a full disk. {@code -Dleat.pause=60} stops a sync for so many seconds.
 */
class ProcessFaultsIT {

  private static final long PAUSE_SECONDS = Long.getLong("leat.pause", 2L);

  @TempDir Path folder;
  private Playground source;
  private LeatProcess leat;

  @BeforeEach
  void startSource() {
    source =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(2_000)
                .withPageCap(50)
                .withLatency(Duration.ofMillis(25)));
    leat =
        LeatProcess.in(folder).with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
  }

  @AfterEach
  void stopSource() {
    source.close();
  }

  @Test
  void toldToEndASyncCommitsItsLastCheckpointAndEndsWithinTenSeconds() throws Exception {
    LeatProcess.Running running = begun();
    running.process().toHandle().destroy();

    assertThat(running.process().waitFor(10, TimeUnit.SECONDS)).as("ended within 10 s").isTrue();
    LeatProcess.Ended ended = running.ended();
    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
    assertThat(ended.out()).containsPattern("[1-9][\\d,]* rows are safe in the destination");
    resumesToTheEnd();
  }

  @Test
  void stoppedForAWhileASyncGoesOnAsIfNothingHadBeen() throws Exception {
    LeatProcess.Running running = begun();
    signal("STOP", running);
    assertThat(running.process().waitFor(PAUSE_SECONDS, TimeUnit.SECONDS)).isFalse();
    signal("CONT", running);

    LeatProcess.Ended ended = running.ended();
    assertThat(ended.exitCode()).as(ended.all()).isZero();
    holdsTheSource();
  }

  @ParameterizedTest
  @ValueSource(strings = {">&-", "2>/dev/full", ">/dev/full"})
  void aSyncNeedsNeitherOutputNorErrors(String redirection) throws Exception {
    assumeThat(Path.of("/dev/full")).as("this system has a /dev/full").exists();

    LeatProcess.Ended ended = leat.shell("./leat sync keyset " + redirection);

    assertThat(ended.exitCode()).as(ended.all()).isZero();
    holdsTheSource();
  }

  @Test
  void aConnectorWhoseOutputIsFullEndsAndSaysSo() throws Exception {
    assumeThat(Path.of("/dev/full")).as("this system has a /dev/full").exists();

    assertThat(leat.shell("./leat read keyset >/dev/full").exitCode()).isEqualTo(141);
  }

  @Test
  void aFullDiskEndsASyncIntoFilesWithTheSameWords() throws Exception {
    onADiskThatIsFullAtFirst("40k", disk -> "jsonl:" + disk.resolve("rows"), disk -> {});
  }

  @Test
  void aFullDiskEndsASyncAndLosesNothing() throws Exception {
    onADiskThatIsFullAtFirst(
        "400k",
        disk -> "duckdb:" + disk.resolve("leat.duckdb"),
        disk ->
            assertThat(
                    DemoTables.differences(
                        disk.resolve("leat.duckdb"), "keyset", source.people().all()))
                .isEmpty());
  }

  private interface Look {
    void at(Path disk) throws Exception;
  }

  /** Syncs until the disk is full, and again when there is room; looks at what is there then. */
  private void onADiskThatIsFullAtFirst(String size, Function<Path, String> destination, Look look)
      throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()))
        .as("a small disk can be mounted here (needs root)")
        .isZero();
    try {
      String[] sync = {"sync", "keyset", "--destination", destination.apply(disk)};
      LeatProcess.Ended full = leat.run(sync);
      assertThat(full.exitCode()).as(full.all()).isEqualTo(10);
      assertThat(full.all()).contains("the disk is full: make room and sync again");

      assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isZero();
      LeatProcess.Ended room = leat.run(sync);
      assertThat(room.exitCode()).as(room.all()).isZero();
      look.at(disk);
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void aCrashOfTheJavaMachineLosesNothingAndShowsNoSecret() throws Exception {
    String secret = "canary-crash-77aa";
    leat = leat.with("LEAT_API_TOKEN", secret);
    LeatProcess.Running running = begun();
    signal("SEGV", running);

    LeatProcess.Ended ended = running.ended();
    assertThat(ended.exitCode()).as(ended.all()).isGreaterThan(128);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(each -> each.getFileName().toString().startsWith("hs_err")))
          .as("what the Java machine writes when it crashes")
          .hasSize(1)
          .allSatisfy(each -> assertThat(each).content().doesNotContain(secret));
    }
    resumesToTheEnd();
  }

  @Test
  void anExhaustedHeapFailsASyncAndLeavesItsState() throws Exception {
    assertThat(leat.run("sync", "keyset").exitCode()).isZero();
    String state = leat.run("state", "show", "keyset").out();
    source.people().change(new Changes(1, 1, 0, 1));
    source.faults().add(new Fault.OddRow(Oddity.LONG_TEXT), Occasion.next(10));

    LeatProcess.Ended ended = leat.with("LEAT_JAVA_OPTIONS", "-Xmx40m").run("sync", "keyset");

    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(70);
    assertThat(ended.all()).contains("Java heap space").doesNotContain("Complete");
    assertThat(leat.run("state", "show", "keyset").out()).isEqualTo(state);
    source.faults().clear();
    resumesToTheEnd();
  }

  /** A sync that has read some pages and is not at its end. */
  private LeatProcess.Running begun() throws InterruptedException {
    LeatProcess.Running running = leat.start("sync", "keyset");
    // Whether rows come in order is believed after twenty pages; before that nothing is claimed.
    while (source.requests().count() < 26) {
      assertThat(running.process().waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    return running;
  }

  private void resumesToTheEnd() throws Exception {
    LeatProcess.Ended ended = leat.run("sync", "keyset");
    assertThat(ended.exitCode()).as(ended.all()).isZero();
    holdsTheSource();
  }

  private void holdsTheSource() throws Exception {
    assertThat(
            DemoTables.differences(folder.resolve("leat.duckdb"), "keyset", source.people().all()))
        .isEmpty();
  }

  private static void signal(String name, LeatProcess.Running running) throws Exception {
    assertThat(run("kill", "-" + name, Long.toString(running.process().pid()))).isZero();
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }
}
