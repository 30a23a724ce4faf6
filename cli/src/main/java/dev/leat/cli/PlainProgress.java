package dev.leat.cli;

import dev.leat.engine.TableProgress;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line now and then, for pipes and files. Called by one thread at a time. */
final class PlainProgress implements Progress {

  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final Map<TableName, Instant> shown = new HashMap<>();

  PlainProgress(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void started(Schema selection, Optional<String> resumed) {
    say(
        "reading "
            + selection.tables().stream()
                .map(each -> each.name().value())
                .collect(Collectors.joining(", ")));
    resumed.ifPresent(this::say);
  }

  @Override
  public void progressed(TableProgress progress) {
    Instant now = surroundings.clock().instant();
    Instant last = shown.putIfAbsent(progress.table(), now);
    if (last != null && Duration.between(last, now).compareTo(QUIET) >= 0) {
      shown.put(progress.table(), now);
      say(
          "%s: %,d rows, %,d pages%s"
              .formatted(
                  progress.table(),
                  progress.rows(),
                  progress.pages(),
                  progress.waited().isZero()
                      ? ""
                      : ", waited " + progress.waited().toSeconds() + " s"));
    }
  }

  @Override
  public void columnChanged(ColumnChange change) {
    say("type of " + change);
  }

  @Override
  public void warned(String message) {
    say("warning: " + message);
  }

  @Override
  public void close() {}

  private void say(String line) {
    surroundings.err().println("leat: " + line);
  }
}
