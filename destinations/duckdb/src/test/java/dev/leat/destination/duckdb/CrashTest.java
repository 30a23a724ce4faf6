package dev.leat.destination.duckdb;

import static dev.leat.destination.duckdb.Pipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

  private static final Table USER = Table.named("user").key("id");
  private static final int ROWS_A_COMMIT = 500;

  @TempDir Path folder;

  @Test
  void whatAProcessLeftThatWasKilledWhileItMadeTheFileIsRemoved() throws Exception {
    Path nursery = Files.createDirectory(folder.resolve(".leat.duckdb.new"));
    Files.writeString(nursery.resolve("leat.duckdb"), "half a database");

    new Pipeline(folder.resolve("leat.duckdb")).sync(USER, upsert("user", "{\"id\":1}"));

    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("leat.duckdb", "leat.duckdb.lock");
    }
  }

  @Test
  void killedAnywhereTheFileHoldsExactlyOneCommit() throws Exception {
    Path file = folder.resolve("leat.duckdb");
    Pipeline pipeline = new Pipeline(file);
    for (int kill = 0; kill < 6; kill++) {
      Process writer = AccessTest.child(Writer.class, file.toString());
      try (BufferedReader out = writer.inputReader()) {
        for (int line = 0; line < 2 + 7 * kill; line++) {
          assertThat(out.readLine()).isNotNull();
        }
      } finally {
        writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
      int commits = pipeline.destination().state("people").map(CrashTest::commitsIn).orElse(0);
      List<String> expected = List.of((long) commits * ROWS_A_COMMIT + "|" + commits);
      if (commits > 0) {
        assertThat(pipeline.query("SELECT count(DISTINCT id), max(c) FROM people.user"))
            .isEqualTo(expected);
        assertThat(pipeline.query("SELECT count(*) FROM people.user"))
            .containsExactly("" + commits * ROWS_A_COMMIT);
        assertThat(pipeline.query("SELECT tables FROM _leat_runs"))
            .containsExactly("{\"commits\":" + commits + "}");
      }
    }
  }

  private static int commitsIn(String state) {
    return Integer.parseInt(state.replaceAll("\\D", ""));
  }

  /** Commits until it is killed: each commit adds rows and, now and then, a column. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      SqlPipeline pipeline =
          new Pipeline(Path.of(arguments[0])).observedBy(step -> System.out.println(step));
      try (Session session = pipeline.begin()) {
        int commits = session.state().map(CrashTest::commitsIn).orElse(0);
        session.declare(USER);
        while (true) {
          commits++;
          List<Operation> rows = new ArrayList<>();
          for (int i = 0; i < ROWS_A_COMMIT; i++) {
            int id = (commits - 1) * ROWS_A_COMMIT + i;
            String extra = commits % 3 == 0 ? ",\"x" + commits + "\":1" : "";
            rows.add(upsert("user", "{\"id\":" + id + ",\"c\":" + commits + extra + "}"));
          }
          session.write(Pipeline.batch(rows.toArray(Operation[]::new)));
          session.commit(
              "{\"commits\":" + commits + "}",
              new RunRecord(
                  "run-1",
                  "people",
                  "1.0",
                  Pipeline.NOON,
                  Optional.empty(),
                  Outcome.RUNNING,
                  Optional.empty(),
                  "{\"commits\":" + commits + "}"));
        }
      }
    }
  }
}
