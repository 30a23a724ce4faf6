package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionRowsIT {

  private static final int ROWS = 1_000_000;

  @TempDir Path folder;

  @Test
  void aMillionRowsInPagesOfAThousandFitThroughAHeapOf256Megabytes() throws Exception {
    PlaygroundOptions options = PlaygroundOptions.defaults().withRows(ROWS).withPageCap(1_000);
    try (Playground source = Playground.start(options)) {
      LeatProcess.Ended sync =
          LeatProcess.in(folder)
              .with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString())
              .with("LEAT_JAVA_OPTIONS", "-Xmx256m")
              .run("sync", "keyset");

      assertThat(sync.exitCode()).as(sync.all()).isZero();
    }
    try (Connection database =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("leat.duckdb"));
        ResultSet counts =
            database
                .createStatement()
                .executeQuery("SELECT count(*), count(DISTINCT id) FROM keyset.\"user\"")) {
      counts.next();
      assertThat(counts.getLong(1)).isEqualTo(ROWS);
      assertThat(counts.getLong(2)).isEqualTo(ROWS);
    }
  }
}
