package dev.leat.destination.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.CommitPolicy;
import dev.leat.engine.SyncOptions;
import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.destination.Destinations;
import dev.leat.sdk.Connector;
import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs into files, killed at random instants. */
@Timeout(300)
class JsonlSyncTest {

  private static final Table EVENT = Table.named("event");
  private static final int ROWS = 10_000;
  private static final int PAGE = 100;
  private static final int KILLS = 5;

  @TempDir private Path root;

  /** Sends numbered events, with a checkpoint after each page. */
  private static class Events implements Connector {

    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo("events", "1", URI.create("https://example.com"));
    }

    @Override
    public ConfigurationSpec configurationSpec() {
      return ConfigurationSpec.of();
    }

    @Override
    public Schema discover(Configuration configuration) {
      return Schema.of(EVENT);
    }

    @Override
    public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
      State state = request.state();
      int from =
          state
              .cursor(EVENT.name())
              .flatMap(each -> each.text("id"))
              .map(Integer::parseInt)
              .orElse(0);
      for (int id = from + 1; id <= ROWS; id++) {
        out.upsert(EVENT.name(), FieldRow.of("id", id));
        if (id % PAGE == 0) {
          state = state.with(EVENT.name(), Cursor.of("id", Integer.toString(id)));
          out.checkpoint(state);
        }
      }
      return SyncResult.complete();
    }
  }

  /** The program that is killed. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      System.exit(sync(Path.of(arguments[0])).exitCode());
    }
  }

  private static SyncReport sync(Path folder) {
    Events events = new Events();
    return new SyncRunner(
            events, events.configurationSpec().parse("{}"), Destinations.at("jsonl:" + folder))
        .with(SyncOptions.DEFAULT.commits(CommitPolicy.everyCheckpoint()))
        .run();
  }

  @Test
  void noEventIsLostOrDoubledByAKill() throws Exception {
    Random random = new Random(11);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      awaitCommits(process, 1 + random.nextInt(8));
      LockSupport.parkNanos(random.nextInt(5_000_000));
      process.destroyForcibly().waitFor();
    }
    assertThat(linesThatCount()).as("what is left for the last run").isLessThan(ROWS);
    assertThat(start().waitFor()).isZero();

    assertThat(Files.readAllLines(root.resolve("out/events/event.jsonl"))).isEqualTo(all());
    assertThat(Destinations.at("jsonl:" + root.resolve("out")).runs()).hasSize(KILLS + 1);
  }

  private void awaitCommits(Process process, int commits) throws InterruptedException {
    int before = linesThatCount();
    while (linesThatCount() < before + commits * PAGE) {
      assertThat(process.isAlive()).isTrue();
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
  }

  private int linesThatCount() throws InterruptedException {
    return Destinations.at("jsonl:" + root.resolve("out"))
        .state("events")
        .map(json -> Integer.parseInt(json.replaceAll(".*\"id\":\"(\\d+)\".*", "$1")))
        .orElse(0);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            root.resolve("out").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void aRowWithoutItsKeyIsInAFileOfItsOwnAndTheSyncGoesOn() throws Exception {
    Table user = Table.named("user").key("id");
    SyncReport report =
        new SyncRunner(
                new Events() {
                  @Override
                  public Schema discover(Configuration configuration) {
                    return Schema.of(user);
                  }

                  @Override
                  public SyncResult sync(SyncRequest request, OperationSink out)
                      throws InterruptedException {
                    out.upsert(user.name(), FieldRow.of("name", "Bob"));
                    out.upsert(user.name(), FieldRow.of("id", 1));
                    out.checkpoint(request.state().with(user.name(), Cursor.of("id", "1")));
                    return SyncResult.complete();
                  }
                },
                ConfigurationSpec.of().parse("{}"),
                Destinations.at("jsonl:" + root.resolve("out")))
            .run();

    assertThat(report.exitCode()).as(report.text()).isZero();
    assertThat(report.verdict()).contains("2 rows read, 1 inserted", "1 quarantined");
    assertThat(Files.readAllLines(root.resolve("out/events/user.jsonl"))).hasSize(1);
    assertThat(Files.readString(root.resolve("out/events/_leat_quarantine.jsonl")))
        .contains(
            "\"reason\":\"the row has no value in its key column \\\"id\\\"\"",
            "\"record\":\"{\\\"name\\\":\\\"Bob\\\"}\"");
  }

  /** A copy of the folder at any instant is what a power cut could leave. */
  @Test
  void aFolderCopiedInTheMiddleOfACommitIsResumed() throws Exception {
    Thread syncing = new Thread(() -> sync(root.resolve("out")));
    syncing.start();
    Path folder = root.resolve("out/events");
    int copies = 0;
    while (syncing.isAlive()) {
      if (Files.exists(folder.resolve("event.jsonl"))) {
        copy(folder, root.resolve("copy-" + copies + "/events"));
        copies++;
      }
      // Until the first commit as often as can be: the whole sync may take no longer than this.
      syncing.join(copies == 0 ? 1 : 200);
    }
    assertThat(copies).isPositive();
    for (int i = 0; i < Math.min(copies, 2); i++) {
      Path copy = root.resolve("copy-" + i);
      assertThat(sync(copy).exitCode()).isZero();
      assertThat(Files.readAllLines(copy.resolve("events/event.jsonl"))).isEqualTo(all());
    }
  }

  /** The ledger first: the files only grow, so what it claims is in them. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Files.copy(
        from.resolve("_leat_state.json"),
        to.resolve("_leat_state.json"),
        StandardCopyOption.REPLACE_EXISTING);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static List<String> all() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(id -> "{\"type\":\"upsert\",\"table\":\"event\",\"row\":{\"id\":" + id + "}}")
        .toList();
  }
}
