package dev.leat.destination.duckdb;

import static dev.leat.destination.duckdb.Pipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashTest {

  private static final Table USER = Table.named("user").key("id");
  private static final int ROWS_A_COMMIT = 500;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = "COMMITTED", mode = EnumSource.Mode.EXCLUDE)
  void aCommitThatBreaksOffLeavesThePreviousOne(CommitStep brokenOff) throws Exception {
    Pipeline pipeline = new Pipeline(folder.resolve("leat.duckdb"));
    pipeline.sync(USER, upsert("user", "{\"id\":1,\"v\":1}"));
    pipeline.observedBy(
        step -> {
          if (step == brokenOff) {
            throw new SQLException("the disk is gone");
          }
        });

    assertThatThrownBy(() -> commit(pipeline, "{\"later\":1}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nothing of this commit was stored")
        .hasRootCauseMessage("the disk is gone");

    assertThat(pipeline.query("SELECT id, v FROM people.user")).containsExactly("1|1");
    assertThat(pipeline.destination().state("people")).contains(Pipeline.state("user"));
    pipeline.observedBy(step -> {});
    pipeline.sync(USER, upsert("user", "{\"id\":2,\"v\":\"x\"}"));
    assertThat(pipeline.query("SELECT id, v FROM people.user ORDER BY id"))
        .containsExactly("1|1", "2|x");
  }

  private static void commit(Pipeline pipeline, String state) throws Exception {
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(Pipeline.batch(upsert("user", "{\"id\":2,\"v\":\"x\"}")));
      session.commit(state, pipeline.run(Outcome.RUNNING));
    }
  }

  @Test
  void aCommitWhoseOutcomeIsUnknownIsReadBack() throws Exception {
    Pipeline pipeline = new Pipeline(folder.resolve("leat.duckdb"));
    pipeline.observedBy(
        step -> {
          if (step == CommitStep.COMMITTED) {
            throw new SQLException("the answer got lost");
          }
        });
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(Pipeline.batch(upsert("user", "{\"id\":1}")));
      Map<String, TableChanges> changes =
          session.commit(Pipeline.state("user"), pipeline.run(Outcome.RUNNING));
      session.write(Pipeline.batch(upsert("user", "{\"id\":2}")));
      session.commit(Pipeline.state("user"), pipeline.run(Outcome.RUNNING));

      assertThat(changes).containsEntry("user", new TableChanges(1, 0, 0, 0, 0));
    }
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void rowsThatWereNotCommittedAreDropped() throws Exception {
    Pipeline pipeline = new Pipeline(folder.resolve("leat.duckdb"));
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    try (Session session = pipeline.begin()) {
      session.declare(USER);
      session.write(Pipeline.batch(upsert("user", "{\"id\":2}")));
      session.finish(pipeline.run(Outcome.FAILED));
    }

    assertThat(pipeline.query("SELECT id FROM people.user")).containsExactly("1");
    assertThat(pipeline.query("SELECT outcome FROM _leat_runs")).containsExactly("FAILED");
  }

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
      Pipeline pipeline =
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
