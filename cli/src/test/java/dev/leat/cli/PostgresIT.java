package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.postgres.TestServer;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL database, as users reach it. */
class PostgresIT {

  @TempDir Path folder;

  @Test
  void syncsGoOnFromEachOtherAndAreShown() throws Exception {
    TestServer server = TestServer.shared();
    String database = server.newDatabase();
    String address = "postgres://postgres@127.0.0.1:" + server.port() + "/" + database;
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(300))) {
      LeatProcess leat =
          LeatProcess.in(folder)
              .with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString())
              .with("PGPASSWORD", "n0t-asked-for");

      LeatProcess.Ended first = leat.run("sync", "keyset", "--destination", address);
      LeatProcess.Ended second = leat.run("sync", "keyset", "--destination", address);
      LeatProcess.Ended runs = leat.run("runs", "--destination", address);
      LeatProcess.Ended state = leat.run("state", "show", "keyset", "--destination", address);

      assertThat(first.exitCode()).as(first.all()).isZero();
      assertThat(first.all()).contains("300 rows read, 300 inserted").doesNotContain("n0t-asked");
      assertThat(second.exitCode()).as(second.all()).isZero();
      assertThat(server.value(database, "SELECT count(DISTINCT id) FROM keyset.\"user\""))
          .isEqualTo("300");
      assertThat(server.value(database, "SELECT count(*) FROM keyset.\"user\"")).isEqualTo("300");
      assertThat(runs.out()).containsPattern("(?s)keyset +COMPLETE.*keyset +COMPLETE");
      assertThat(state.out()).contains("\"user\"");
      leat.run("state", "reset", "keyset", "--destination", address);
      assertThat(server.value(database, "SELECT count(state) FROM leat._leat_state"))
          .isEqualTo("0");
    }
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws Exception {
    LeatProcess leat = LeatProcess.in(folder).with("LEAT_BASE_URL", "http://localhost:1/");

    LeatProcess.Ended secret =
        leat.run("sync", "keyset", "--destination", "postgres://ada:s3cr3t@localhost/x");
    LeatProcess.Ended gone = leat.run("runs", "--destination", "postgres://ada@127.0.0.1:1/x");

    assertThat(secret.exitCode()).as(secret.all()).isEqualTo(10);
    assertThat(secret.all()).contains("PGPASSWORD").doesNotContain("s3cr3t", "\tat ");
    assertThat(gone.exitCode()).as(gone.all()).isEqualTo(11);
    assertThat(gone.err()).contains("cannot be reached").doesNotContain("\tat ");
  }
}
