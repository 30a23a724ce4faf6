package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leat.architecture.Sources;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dist} makes, as far as it is cheap to try; {@code dist/release} tries all of it. */
class InstallIT {

  @TempDir Path folder;

  @Test
  void theWheelWorksInAFreshEnvironmentWithoutJdkAndMaven() throws InterruptedException {
    String script = Sources.checkout().resolve("dist/python/wheel").toString();

    LeatProcess.Ended tried = LeatProcess.in(folder).shell("'" + script + "' try");

    assumeThat(tried.out()).as("PyPI").doesNotContain("PyPI cannot be reached");
    assertThat(tried.exitCode()).as(tried.all()).isZero();
    assertThat(tried.err()).containsPattern("Ran \\d\\d tests").endsWith("OK\n");
  }

  @Test
  void aBrokenLinkFailsTheSite() throws InterruptedException {
    String script = Sources.checkout().resolve("dist/site/test_links.py").toString();

    LeatProcess.Ended tried = LeatProcess.in(folder).shell("python3 '" + script + "'");

    assertThat(tried.exitCode()).as(tried.all()).isZero();
  }
}
