package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoAtOnceIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"duckdb:leat.duckdb", "jsonl:out"})
  void theSecondSyncOfAPipelineStopsAndNamesTheFirst(String destination) throws Exception {
    PlaygroundOptions slow =
        PlaygroundOptions.defaults().withRows(5_000).withLatency(Duration.ofMillis(100));
    try (Playground source = Playground.start(slow)) {
      LeatProcess leat =
          LeatProcess.in(folder).with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
      LeatProcess.Running first = leat.start("sync", "keyset", "--destination", destination);
      while (source.requests().count() < 3) {
        first.process().waitFor(20, TimeUnit.MILLISECONDS);
      }

      LeatProcess.Ended second = leat.run("sync", "keyset", "--destination", destination);

      assertThat(second.exitCode()).as(second.all()).isEqualTo(75);
      assertThat(second.all())
          .contains("process " + first.process().pid())
          .containsPattern("(since|started at) 20\\d\\d-\\d\\d-\\d\\d")
          .doesNotContain("\tat ");
      first.process().toHandle().destroy();
      assertThat(first.ended().exitCode()).isEqualTo(143);
    }
  }
}
