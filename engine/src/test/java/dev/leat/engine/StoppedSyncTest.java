package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.at;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.engine.SyncReport.Outcome;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.SyncResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Syncs that are stopped: by an interrupt, by a destination that fails or is busy. */
class StoppedSyncTest extends MemoryRuns {

  @Test
  void aFailingDestinationStopsTheConnector() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    MemoryDestination broken =
        new MemoryDestination(
            step -> {
              if (step.equals("commit")) {
                throw new java.io.UncheckedIOException(new java.io.IOException("disk full"));
              }
            });
    ScriptedConnector endless =
        new ScriptedConnector(
            (request, out) -> {
              try {
                for (int id = 1; ; id++) {
                  out.upsert(USER.name(), user(id));
                  out.checkpoint(at(request.state(), id));
                }
              } finally {
                stopped.countDown();
              }
            });
    SyncReport report =
        run(endless, SyncOptions.DEFAULT.commits(CommitPolicy.everyCheckpoint()), broken);

    stopped.await();
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.exitCode()).isEqualTo(11);
    assertThat(report.message().orElseThrow()).contains("disk full");
    assertThat(broken.rows("user")).isEmpty();
    assertThat(broken.runs().get(0).outcome()).isEqualTo(RunRecord.Outcome.FAILED);
  }

  @Test
  void anInterruptStopsTheConnectorAndCommitsItsLastCheckpoint() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    ScriptedConnector slow =
        new ScriptedConnector(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              out.checkpoint(at(request.state(), 1));
              out.upsert(USER.name(), user(2));
              waiting.countDown();
              new CountDownLatch(1).await();
              return SyncResult.complete();
            });
    SyncReport report = interrupted(slow, waiting, SyncOptions.DEFAULT);

    assertThat(report.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(report.exitCode()).isEqualTo(143);
    assertThat(destination.rows("user")).hasSize(1);
    assertThat(destination.runs().get(0).outcome()).isEqualTo(RunRecord.Outcome.FAILED);
    assertThat(report.verdict()).startsWith("Stopped: ").contains("1 row is safe");
  }

  @Test
  void aConnectorThatIgnoresTheInterruptIsLeftBehind() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ScriptedConnector deaf =
        new ScriptedConnector(
            (request, out) -> {
              out.upsert(USER.name(), user(1));
              out.checkpoint(at(request.state(), 1));
              waiting.countDown();
              while (true) {
                try {
                  released.await();
                  return SyncResult.complete();
                } catch (InterruptedException ignored) {
                  // Deaf: it goes on waiting.
                }
              }
            });
    SyncReport report =
        interrupted(deaf, waiting, SyncOptions.DEFAULT.stopGrace(Duration.ofMillis(100)));
    released.countDown();

    assertThat(report.exitCode()).isEqualTo(143);
    assertThat(destination.rows("user")).hasSize(1);
  }

  @Test
  @Timeout(20)
  void aRunThatIsStoppedBeforeItReadsEndsAtOnce() {
    Thread caller = Thread.currentThread();
    MemoryDestination slow =
        new MemoryDestination(
            step -> {
              if (step.equals("begin")) {
                caller.interrupt();
                // The caller has passed the interrupt on once it waits for the grace.
                while (caller.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
              }
            });
    SyncReport report =
        run(
            ScriptedConnector.usersInPages(3, 1),
            SyncOptions.DEFAULT.stopGrace(Duration.ofMinutes(5)),
            slow);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.exitCode()).isEqualTo(143);
    assertThat(slow.rows("user")).isEmpty();
  }

  private SyncReport interrupted(
      ScriptedConnector connector, CountDownLatch waiting, SyncOptions options) throws Exception {
    List<SyncReport> reports = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              reports.add(run(connector, options));
              flags.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    waiting.await();
    thread.interrupt();
    thread.join();
    assertThat(flags).containsExactly(true);
    return reports.get(0);
  }

  @Test
  void aBusyPipelineIsToldAsItIs() {
    MemoryDestination busy =
        new MemoryDestination(
            step -> {
              throw new PipelineBusyException("held by process 7");
            });
    SyncReport report = run(ScriptedConnector.usersInPages(1, 1), SyncOptions.DEFAULT, busy);

    assertThat(report.exitCode()).isEqualTo(75);
    assertThat(report.message()).contains("held by process 7");
    assertThat(report.crash()).isEmpty();
  }
}
