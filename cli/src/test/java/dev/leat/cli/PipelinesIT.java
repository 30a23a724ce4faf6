package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts of one connector in one database, and what people see of them. */
class PipelinesIT {

  @TempDir Path folder;

  @Test
  void twoAccountsOfOneConnectorLiveInOneDatabase() throws Exception {
    try (Playground eu = Playground.start(PlaygroundOptions.defaults().withRows(30));
        Playground us = Playground.start(PlaygroundOptions.defaults().withRows(20))) {
      LeatProcess ofEu = account(eu);
      LeatProcess ofUs = account(us);

      LeatProcess.Ended first = ofEu.run("sync", "keyset", "--pipeline", "shop-eu");
      LeatProcess.Ended second =
          ofUs.run("sync", "keyset", "--pipeline", "shop-us", "--dataset", "america");
      LeatProcess.Ended mistaken = ofUs.run("sync", "keyset", "--pipeline", "shop-eu");
      LeatProcess.Ended tables = ofEu.run("show", "--json");
      LeatProcess.Ended runs = ofEu.run("runs");

      assertThat(first.all()).contains("30 rows read, 30 inserted");
      assertThat(second.all()).contains("20 rows read, 20 inserted");
      assertThat(mistaken.exitCode()).as(mistaken.all()).isEqualTo(10);
      assertThat(mistaken.err()).contains("leat state reset keyset --pipeline shop-eu");
      assertThat(tables.out().lines())
          .satisfiesExactly(
              each -> assertThat(each).contains("\"table\":\"shop_eu.user\",\"rows\":30"),
              each -> assertThat(each).contains("\"table\":\"america.user\",\"rows\":20"));
      assertThat(runs.out())
          .containsPattern("shop-us +COMPLETE +20 ")
          .containsPattern("shop-eu +COMPLETE +30 ");
      assertThat(ofEu.run("state", "show", "keyset").exitCode()).isEqualTo(10);
      assertThat(ofEu.run("state", "show", "keyset", "--pipeline", "shop-eu").out())
          .contains("\"user\"");
    }
  }

  @Test
  void aCopyCanBeReadOfADuckDbFileOnly() throws Exception {
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(30))) {
      LeatProcess leat = account(source);

      LeatProcess.Ended sync = leat.run("sync", "keyset", "--publish", "copy.duckdb");
      LeatProcess.Ended shown = leat.run("show", "--json", "--destination", "duckdb:copy.duckdb");
      LeatProcess.Ended refused =
          leat.run("sync", "keyset", "--destination", "jsonl:out", "--publish", "copy.duckdb");

      assertThat(sync.exitCode()).as(sync.all()).isZero();
      assertThat(shown.out()).contains("\"table\":\"keyset.user\",\"rows\":30");
      assertThat(refused.exitCode()).as(refused.all()).isEqualTo(10);
      assertThat(refused.err()).contains("sync without --publish");
    }
  }

  @Test
  void aNameThatCannotBeOneIsRefused() throws Exception {
    LeatProcess.Ended odd =
        LeatProcess.in(folder)
            .with("LEAT_BASE_URL", "http://localhost:1/")
            .run("sync", "keyset", "--pipeline", "../x");

    assertThat(odd.exitCode()).as(odd.all()).isEqualTo(10);
    assertThat(odd.err()).contains("--pipeline \"../x\" cannot be a name");
  }

  private LeatProcess account(Playground source) {
    return LeatProcess.in(folder)
        .with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
  }
}
