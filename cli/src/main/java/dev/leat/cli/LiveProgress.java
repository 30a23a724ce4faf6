package dev.leat.cli;

import dev.leat.engine.TableProgress;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line a table that changes in place: rows, rate, pages, waits, position. Thread-safe. */
final class LiveProgress implements Progress {

  private static final String SPINNER = "|/-\\";

  private final Surroundings surroundings;
  private final LiveLines lines;
  private final Map<TableName, TableProgress> tables = new LinkedHashMap<>();
  private final Instant start;
  private String durable = "nothing committed yet";
  private int frame;

  private LiveProgress(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.lines = new LiveLines(surroundings, this::lines);
    this.start = surroundings.clock().instant();
  }

  static LiveProgress start(Surroundings surroundings) {
    LiveProgress progress = new LiveProgress(surroundings);
    progress.lines.start();
    return progress;
  }

  @Override
  public synchronized void started(Schema selection, Optional<String> resumed) {
    selection
        .tables()
        .forEach(
            table ->
                tables.put(
                    table.name(),
                    new TableProgress(table.name(), 0, 0, 0, Duration.ZERO, Optional.empty())));
    resumed.ifPresent(surroundings.err()::println);
  }

  @Override
  public synchronized void progressed(TableProgress progress) {
    tables.put(progress.table(), progress);
  }

  @Override
  public void columnChanged(ColumnChange change) {
    surroundings.err().println("type of " + change);
  }

  @Override
  public void warned(String message) {
    surroundings.err().println("warning: " + message);
  }

  @Override
  public synchronized void committed(long commits, long rows) {
    durable = "%,d rows committed, commits so far: %,d".formatted(rows, commits);
  }

  @Override
  public void close() {
    lines.close();
  }

  private synchronized List<String> lines() {
    frame++;
    List<String> shown = new ArrayList<>();
    tables.values().forEach(each -> shown.add(line(each)));
    shown.add("  " + durable);
    return shown;
  }

  private String line(TableProgress progress) {
    double seconds =
        Math.max(0.001, Duration.between(start, surroundings.clock().instant()).toMillis() / 1e3);
    StringBuilder line = new StringBuilder();
    line.append(SPINNER.charAt(frame % SPINNER.length())).append(' ').append(progress.table());
    line.append("  %,d rows  %,.0f rows/s".formatted(progress.rows(), progress.rows() / seconds));
    line.append("  %,d pages".formatted(progress.pages()));
    if (progress.retries() > 0) {
      line.append("  %,d retries".formatted(progress.retries()));
    }
    if (!progress.waited().isZero()) {
      line.append("  waited %,d s".formatted(progress.waited().toSeconds()));
    }
    progress.cursor().ifPresent(cursor -> line.append("  at ").append(cursor));
    return line.toString();
  }
}
