package dev.leat.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.schema.Table;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers of one pipeline. {@code -Dleat.races=1000} races so often. */
class RaceTest {

  private static final int RACES = Integer.getInteger("leat.races", 10);
  private static final Table TURN = Table.named("turn").key("id");

  @TempDir Path folder;

  @Test
  void ofTwoProcessesTheLockLetsOneWriteAtATime() throws Exception {
    Path file = folder.resolve("leat.duckdb");
    List<Process> racers = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      racers.add(AccessTest.child(Racer.class, file.toString(), name, "" + RACES));
    }
    List<String> won = new ArrayList<>();
    int refused = 0;
    for (Process racer : racers) {
      try (BufferedReader out = racer.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (line.startsWith("busy ")) {
            refused += Integer.parseInt(line.substring(5));
          } else {
            won.add(line);
          }
        }
      }
      assertThat(racer.waitFor()).as("a racer that meets anything but a lock").isZero();
    }

    Pipeline pipeline = new Pipeline(file);
    assertThat(won).hasSize(2 * RACES).doesNotHaveDuplicates();
    assertThat(pipeline.destination().state("people"))
        .as("each commit starts from the state that the one before it left")
        .contains("{\"turns\":" + 2 * RACES + "}");
    assertThat(pipeline.query("SELECT id FROM people.turn ORDER BY id"))
        .containsExactlyElementsOf(won.stream().sorted().toList());
    System.out.println("races of two processes: " + won.size() + " won, " + refused + " refused");
  }

  @Test
  void whenTheLockIsLostTheNumberInTheTransactionLetsOneCommit() throws Exception {
    Pipeline pipeline = new Pipeline(folder.resolve("leat.duckdb"));
    pipeline.sync(TURN, Pipeline.upsert("turn", "{\"id\":\"start\"}"));
    int committed = 0;
    for (int race = 0; race < RACES; race++) {
      String id = "race-" + race;
      try (Session session = pipeline.begin()) {
        session.declare(TURN);
        session.write(Pipeline.batch(Pipeline.upsert("turn", "{\"id\":\"" + id + "\"}")));
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<Boolean> other =
            CompletableFuture.supplyAsync(() -> takesOver(pipeline, together));
        together.await();
        boolean stored = commits(session, pipeline);
        boolean takenOver = other.join();

        assertThat(pipeline.query("SELECT id FROM people.turn WHERE id = '" + id + "'"))
            .as("what a commit says and what is stored, race %d (taken over: %s)", race, takenOver)
            .hasSize(stored ? 1 : 0);
        if (takenOver) {
          assertThat(commits(session, pipeline)).as("a commit after the take-over").isFalse();
        }
        committed += stored ? 1 : 0;
      }
    }
    System.out.println("races after a lost lock: " + committed + " of " + RACES + " committed");
  }

  private static boolean commits(Session session, Pipeline pipeline) throws InterruptedException {
    try {
      session.commit(Pipeline.state("turn"), pipeline.run(Outcome.RUNNING));
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  /** As the first thing that a session does. */
  private static boolean takesOver(Pipeline pipeline, CyclicBarrier together) {
    try {
      together.await();
      pipeline.query("UPDATE main._leat_state SET epoch = epoch + 1 RETURNING epoch");
      return true;
    } catch (Exception conflict) {
      return false;
    }
  }

  /**
   * Takes its turns in a process of its own, and says which it got and how often it was refused.
   */
  static final class Racer {

    private Racer() {}

    public static void main(String[] arguments) throws Exception {
      Pipeline pipeline = new Pipeline(Path.of(arguments[0]));
      int turns = Integer.parseInt(arguments[2]);
      int turn = 0;
      int busy = 0;
      while (turn < turns) {
        String id = arguments[1] + turn;
        try (Session session = pipeline.begin()) {
          int before =
              session.state().map(each -> Integer.parseInt(each.replaceAll("\\D", ""))).orElse(0);
          session.declare(TURN);
          session.write(Pipeline.batch(Pipeline.upsert("turn", "{\"id\":\"" + id + "\"}")));
          session.commit("{\"turns\":" + (before + 1) + "}", pipeline.run(Outcome.COMPLETE));
        } catch (PipelineBusyException held) {
          busy++;
          continue;
        }
        System.out.println(id);
        turn++;
      }
      System.out.println("busy " + busy);
    }
  }
}
