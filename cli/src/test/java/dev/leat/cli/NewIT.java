package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code leat new}: a stranger's first connector. */
class NewIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"keyset", "offset", "timestamp", "step-size", "replay"})
  void theNewProjectCompilesPassesItsContractTestsAndSyncs(String strategy) throws Exception {
    LeatProcess leat = LeatProcess.in(folder);
    LeatProcess.Ended made = leat.run("new", "my-orders", "--strategy", strategy);
    assertThat(made.exitCode()).as(made.all()).isZero();

    // A version that was released never changes; the one that is being built does, and Maven would
    // go on with its copy of yesterday.
    LeatProcess.Ended built =
        leat.shell("rm -rf ~/.m2/repository/dev/leat; cd my-orders && mvn -B -q package 2>&1");
    assertThat(built.exitCode()).as(built.all()).isZero();

    Endpoint endpoint =
        strategy.equals("step-size")
            ? Endpoint.STEP
            : Endpoint.valueOf(strategy.toUpperCase(java.util.Locale.ROOT));
    try (Playground source = Playground.start(PlaygroundOptions.defaults())) {
      LeatProcess.Ended sync =
          leat.with("LEAT_BASE_URL", source.endpoint(endpoint).toString())
              .run("sync", "my-orders/target/my-orders-0.1.0.jar");
      assertThat(sync.exitCode()).as(sync.all()).isZero();
      assertThat(
              DemoTables.differences(
                  folder.resolve("leat.duckdb"), "my_orders", source.people().all()))
          .isEmpty();
    }
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws InterruptedException {
    LeatProcess leat = LeatProcess.in(folder);
    leat.run("new", "orders", "--strategy", "keyset");

    LeatProcess.Ended again = leat.run("new", "orders", "--strategy", "offset");

    assertThat(again.exitCode()).isEqualTo(10);
    assertThat(again.err()).contains("not empty");
  }

  @Test
  void aStrategyThatIsNotThereIsRefusedWithTheOnesThatAre() throws InterruptedException {
    LeatProcess.Ended refused = LeatProcess.in(folder).run("new", "orders", "--strategy", "keyst");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("keyset, offset, timestamp, step-size, replay");
  }
}
