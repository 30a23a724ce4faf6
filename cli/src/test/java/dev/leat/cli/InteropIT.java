package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leat.architecture.Sources;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platforms of {@code interop/run} that are quickly installed: a Singer target, and Google's
 * own stubs of Fivetran's contract. {@code interop/run} alone takes all five.
 */
class InteropIT {

  @TempDir Path folder;

  @Test
  void realPlatformsHoldTheRowsOfTheSourceAfterEachOfTwoReads() throws Exception {
    String script = Sources.checkout().resolve("interop/run").toString();

    LeatProcess.Ended ended = LeatProcess.in(folder).shell("'" + script + "' jsonl fivetran");

    assumeThat(ended.out()).as("PyPI").doesNotContain("PyPI cannot be reached");
    assertThat(ended.exitCode()).as(ended.all()).isZero();
    assertThat(ended.out()).contains("20 reads, 0 failures");
  }
}
