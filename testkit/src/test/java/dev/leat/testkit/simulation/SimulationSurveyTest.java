package dev.leat.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.testkit.simulation.Finding.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * All strategies over a great many histories, and a table of what they broke. The page in {@code
 * docs/reliability} names the command for the great run.
 */
class SimulationSurveyTest {

  private static final String COMMAND =
      "mvn -pl testkit -am test -Dtest=SimulationSurveyTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dleat.histories=20000";

  private static final int HISTORIES = Integer.getInteger("leat.histories", 150);
  private static final long SEED = Long.getLong("leat.seed", 1_000_000);

  @Test
  void noHistoryBreaksAPromise() {
    StringBuilder table = new StringBuilder(heading());
    StringBuilder failures = new StringBuilder();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = threads.getCurrentThreadCpuTime();
    long all = 0;
    for (Map.Entry<String, Map<String, Campaign>> strategy : Campaigns.all().entrySet()) {
      int ways = strategy.getValue().size();
      for (Map.Entry<String, Campaign> way : strategy.getValue().entrySet()) {
        Campaign.Outcome outcome = way.getValue().run(SEED, (HISTORIES + ways - 1) / ways);
        table.append(line(strategy.getKey() + " " + way.getKey(), outcome));
        outcome
            .smallest()
            .ifPresent(each -> failures.append(way.getKey()).append('\n').append(each));
        all += outcome.histories();
      }
    }
    double seconds = (threads.getCurrentThreadCpuTime() - started) / 1e9;
    System.out.printf(
        "%s%d histories from seed %d in %.0f s of one processor, %.0f a second%n",
        table, all, SEED, seconds, all / seconds);
    assertThat(failures.toString()).isEmpty();
  }

  @Test
  void thePageNamesTheCommandForTheGreatRun() throws Exception {
    assertThat(Files.readString(Path.of("../docs/evidence/simulation.md"))).contains(COMMAND);
  }

  private static String heading() {
    StringBuilder heading = new StringBuilder(String.format("%n%-34s%10s", "", "histories"));
    for (Kind kind : Kind.values()) {
      heading.append("  ").append(kind);
    }
    return heading.append(System.lineSeparator()).toString();
  }

  private static String line(String name, Campaign.Outcome outcome) {
    Map<Kind, Long> broken = new EnumMap<>(Kind.class);
    broken.putAll(outcome.broken());
    StringBuilder line = new StringBuilder(String.format("%-34s%10d", name, outcome.histories()));
    for (Kind kind : Kind.values()) {
      line.append(String.format("  %" + kind.name().length() + "d", broken.getOrDefault(kind, 0L)));
    }
    return line.append(System.lineSeparator()).toString();
  }
}
