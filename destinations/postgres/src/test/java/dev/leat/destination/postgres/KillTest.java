package dev.leat.destination.postgres;

import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.SqlPipeline;
import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A process or a server that is killed with everything written to disk that should be. {@code
 * -Dleat.kills=100} kills so often.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("leat.kills", 6);
  private static final int ROWS_A_COMMIT = 500;
  private static final Table LOG = Table.named("log");
  private static final Table USER = Table.named("user").key("id");

  @Test
  void aSyncThatIsKilledAnywhereLeavesExactlyOneCommit() throws Exception {
    try (TestServer server = TestServer.own("fsync=on")) {
      TestPostgres database = new TestPostgres(server.address(server.newDatabase()));
      for (int kill = 0; kill < KILLS; kill++) {
        Process writer = child(database.address());
        try (BufferedReader out = writer.inputReader()) {
          for (int line = 0; line < 1 + 7 * kill % 32; line++) {
            assertThat(out.readLine()).as("a step of the writer").isNotNull();
          }
        } finally {
          writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertExactlyOneCommit(database);
      }
    }
  }

  @Test
  void aServerThatIsKilledAnywhereHasExactlyOneCommitWhenItIsBack() throws Exception {
    try (TestServer server = TestServer.own("fsync=on")) {
      TestPostgres database = new TestPostgres(server.address(server.newDatabase()));
      for (int kill = 0; kill < KILLS; kill++) {
        CountDownLatch steps = new CountDownLatch(3 + 7 * kill % 32);
        SqlPipeline pipeline = new SqlPipeline(database, "people");
        pipeline.observedBy(step -> steps.countDown());
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> failure(pipeline));
        assertThat(steps.await(60, TimeUnit.SECONDS)).as("steps of the writer").isTrue();
        server.kill();
        assertThat(end.get(120, TimeUnit.SECONDS))
            .isInstanceOf(DestinationUnavailableException.class);
        server.launch();
        assertExactlyOneCommit(database);
      }
    }
  }

  private static Throwable failure(SqlPipeline pipeline) {
    try {
      writeUntilStopped(pipeline);
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }

  private static void assertExactlyOneCommit(TestPostgres database) throws Exception {
    SqlPipeline pipeline = new SqlPipeline(database, "people");
    int commits;
    // A COMMIT that was on its way goes on without its process; the lock is free when it is done.
    try (Session next = pipeline.begin()) {
      commits = next.state().map(KillTest::commitsIn).orElse(0);
    }
    if (commits > 0) {
      String rows = Integer.toString(commits * ROWS_A_COMMIT);
      assertThat(pipeline.query("SELECT count(*), count(DISTINCT n), max(c) FROM people.log"))
          .containsExactly(rows + "|" + rows + "|" + commits);
      assertThat(pipeline.query("SELECT count(*), min(c), max(c) FROM people.user"))
          .containsExactly(ROWS_A_COMMIT + "|" + commits + "|" + commits);
    }
  }

  /** Commits until something stops it; now and then there is a new column. */
  private static void writeUntilStopped(SqlPipeline pipeline) throws Exception {
    try (Session session = pipeline.begin()) {
      int commits = session.state().map(KillTest::commitsIn).orElse(0);
      session.declare(LOG);
      session.declare(USER);
      while (true) {
        commits++;
        List<Operation> rows = new ArrayList<>();
        for (int i = 0; i < ROWS_A_COMMIT; i++) {
          int n = (commits - 1) * ROWS_A_COMMIT + i;
          String extra = commits % 3 == 0 ? ",\"x" + commits % 50 + "\":1" : "";
          rows.add(upsert("log", "{\"n\":" + n + ",\"c\":" + commits + extra + "}"));
          rows.add(upsert("user", "{\"id\":" + i + ",\"c\":" + commits + extra + "}"));
        }
        session.write(SqlPipeline.batch(rows.toArray(Operation[]::new)));
        session.commit("{\"commits\":" + commits + "}", pipeline.run(Outcome.RUNNING));
      }
    }
  }

  private static int commitsIn(String state) {
    return Integer.parseInt(state.replaceAll("\\D", ""));
  }

  private static Process child(Address address) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Writer.class.getName()));
    command.add(address.toString().substring("postgres:".length()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Writes in a process of its own, and says each step. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      SqlPipeline pipeline =
          new SqlPipeline(new TestPostgres(Address.parse(arguments[0], Map.of())), "people");
      writeUntilStopped(pipeline.observedBy(step -> System.out.println(step)));
    }
  }
}
