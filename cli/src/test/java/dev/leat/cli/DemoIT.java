package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  @TempDir Path folder;

  @Test
  void syncsEachTableTwiceAndFindsThemEqualToTheirSources() throws InterruptedException {
    LeatProcess.Ended demo = LeatProcess.in(folder).run("demo", "--rows", "500");

    assertThat(demo.exitCode()).as(demo.all()).isZero();
    assertThat(demo.out().split("all equal", -1)).as(demo.all()).hasSize(5 + 2 + 1);
    assertThat(folder.resolve("leat-demo.duckdb")).exists();
  }

  @Test
  void readsOnlyWhatTheStrategiesMustInTheSecondSync() throws InterruptedException {
    LeatProcess.Ended demo = LeatProcess.in(folder).run("demo", "--rows", "500");

    String second = demo.out().substring(demo.out().indexOf("Second sync"));
    for (String connector : new String[] {"keyset", "offset", "timestamp"}) {
      // 3 new and 5 changed rows, and the last row of the first sync, which marks the place.
      assertThat(rowsRead(second, connector)).as(second).isBetween(8L, 10L);
    }
    assertThat(rowsRead(second, "step-size")).as(second).isLessThan(500);
    // 8 issues and their comments, of 500 issues and more comments.
    assertThat(rowsRead(second, "github-issues")).as(second).isBetween(8L, 60L);
    // The replay buffer of two hours holds the newest rows of the first sync: they lie an hour
    // back,
    // a minute apart.
    assertThat(rowsRead(second, "replay")).as(second).isLessThan(200);
  }

  @Test
  void saysWhyASyncDidNotBegin() throws InterruptedException {
    LeatProcess.Ended demo =
        LeatProcess.in(folder).run("demo", "--rows", "10", "--file", "no-such-folder/demo.duckdb");

    assertThat(demo.out()).contains("no-such-folder", "A sync did not succeed");
    assertThat(demo.err()).doesNotContain("a defect");
  }

  private static long rowsRead(String report, String connector) {
    return report
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(connector + " "))
        .findFirst()
        .map(line -> Long.parseLong(line.split("\\s+", -1)[1].replace(",", "")))
        .orElseThrow();
  }
}
