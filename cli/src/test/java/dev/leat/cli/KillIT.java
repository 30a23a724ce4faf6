package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random instants of a sync, and what the next run makes of it.
 *
 * <p>{@code -Dleat.kills=50} kills more often than a usual build does, {@code -Dleat.seed=7}
 * repeats a run.
 */
class KillIT {

  private static final int ROWS = 200_000;
  private static final int PAGE = 1_000;
  private static final int PAGES = ROWS / PAGE;
  private static final int KILLS = Integer.getInteger("leat.kills", 6);
  private static final long SEED = Long.getLong("leat.seed", 1L);

  @TempDir Path folder;

  @Test
  void aSyncThatIsKilledAnywhereIsResumedWithoutLossOrDuplicate() throws Exception {
    Random random = new Random(SEED);
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(ROWS).withPageCap(PAGE).withTies(7);
    try (Playground source = Playground.start(options)) {
      LeatProcess leat =
          LeatProcess.in(folder).with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
      int resumed = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        Path database = folder.resolve("run" + kill + ".duckdb");
        String destination = "duckdb:" + database;
        LeatProcess.Running running = leat.start("sync", "keyset", "--destination", destination);
        long requests = source.requests().count() + 1 + random.nextInt(PAGES);
        while (source.requests().count() < requests
            && !running.process().waitFor(random.nextInt(20), TimeUnit.MILLISECONDS)) {
          // Until it has come so far.
        }
        running.kill();

        LeatProcess.Ended rerun = leat.run("sync", "keyset", "--destination", destination);

        String which = "kill " + kill + " of seed " + SEED + "\n" + rerun.all();
        assertThat(rerun.exitCode()).as(which).isZero();
        assertThat(DemoTables.differences(database, "keyset", source.people().all()))
            .as(which)
            .isEmpty();
        resumed += rerun.all().toLowerCase(java.util.Locale.ROOT).contains("resume") ? 1 : 0;
        Files.delete(database);
      }
      assertThat(resumed).as("kills that hit a sync in the middle").isPositive();
    }
  }
}
