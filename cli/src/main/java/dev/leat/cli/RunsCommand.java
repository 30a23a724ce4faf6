package dev.leat.cli;

import dev.leat.engine.destination.RunRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leat runs}. */
@Command(
    name = "runs",
    description = "Show past syncs, failed and killed ones too, the newest first.",
    footer = {"%nExample:", "  leat runs --limit 5"})
final class RunsCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private DestinationChoice destination;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show at most this many. Default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  private int limit;

  RunsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<RunRecord> runs = destination.destination().runs();
    if (runs.isEmpty()) {
      surroundings.out().println("No sync has run into " + destination.uri() + " yet");
    } else {
      surroundings
          .out()
          .printf(
              "%-20s  %-14s  %-10s  %9s  %9s  %s%n",
              "STARTED", "PIPELINE", "OUTCOME", "ROWS", "TOOK", "MESSAGE");
      runs.stream().limit(limit).forEach(this::show);
    }
    return 0;
  }

  private void show(RunRecord run) {
    String took =
        run.endedAt()
            .map(end -> Duration.between(run.startedAt(), end).toMillis() / 1e3 + " s")
            .orElse("-");
    String message =
        run.message()
            .orElse(
                run.endedAt().isEmpty() ? "still running, or killed: the next sync resumes" : "");
    surroundings
        .out()
        .printf(
            "%-20s  %-14s  %-10s  %9s  %9s  %s%n",
            run.startedAt().truncatedTo(ChronoUnit.SECONDS),
            run.pipeline(),
            run.outcome(),
            String.format(Locale.ROOT, "%,d", run.rows()),
            took,
            message.replaceAll("\\R", " "));
  }
}
