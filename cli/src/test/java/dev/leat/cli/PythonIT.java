package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.architecture.Sources;
import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector in another language is a connector like any other. */
class PythonIT {

  @TempDir Path folder;

  @Test
  void thirtyLinesOfPythonSyncIntoDuckDbAndGoOnWhereTheyStopped() throws Exception {
    Path script = Sources.checkout().resolve("docs/examples/connector.py");
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(500))) {
      LeatProcess leat =
          LeatProcess.in(folder).with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());

      LeatProcess.Ended first = leat.run("sync", "--command", "python3 " + script);
      source.people().change(new Changes(3, 5, 0, 1));
      LeatProcess.Ended second = leat.run("sync", "--command", "python3 " + script, "--json");

      assertThat(first.exitCode()).as(first.all()).isZero();
      assertThat(second.exitCode()).as(second.all()).isZero();
      assertThat(second.out()).containsPattern("\"inserted\":3.*").containsPattern("\"updated\":5");
      assertThat(
              DemoTables.differences(
                  folder.resolve("leat.duckdb"), "people", source.people().all()))
          .isEmpty();
    }
  }
}
