package dev.leat.cli;

import dev.leat.engine.TableProgress;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** One line a table that changes in place: rows, rate, pages, waits, position. Thread-safe. */
final class LiveProgress implements Progress {

  private static final long REPAINT_MILLIS = 200;
  private static final String SPINNER = "|/-\\";

  private final Surroundings surroundings;
  private final Terminal terminal;
  private final Display display;
  private final ScheduledExecutorService painter;
  private final Map<TableName, TableProgress> tables = new LinkedHashMap<>();
  private final Instant start;
  private String durable = "nothing committed yet";
  private int frame;

  private LiveProgress(Surroundings surroundings, Terminal terminal) {
    this.surroundings = surroundings;
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.start = surroundings.clock().instant();
    this.painter =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "leat-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  static LiveProgress start(Surroundings surroundings) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysErr)
              .dumb(true)
              .build();
      LiveProgress progress = new LiveProgress(surroundings, terminal);
      surroundings.beforeEachLine(progress::clear);
      var unused =
          progress.painter.scheduleAtFixedRate(
              progress::paint, REPAINT_MILLIS, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
      return progress;
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be used", e);
    }
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
  public void warned(String message) {
    surroundings.err().println("warning: " + message);
  }

  @Override
  public synchronized void committed(long commits, long rows) {
    durable = "%,d rows committed, commits so far: %,d".formatted(rows, commits);
  }

  @Override
  public void close() {
    painter.shutdownNow();
    surroundings.beforeEachLine(() -> {});
    clear();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be given back", e);
    }
  }

  private synchronized void paint() {
    frame++;
    List<AttributedString> lines = new ArrayList<>();
    int width = Math.max(40, terminal.getSize().getColumns());
    tables.values().forEach(each -> lines.add(fit(line(each), width)));
    lines.add(fit("  " + durable, width));
    show(lines, width);
  }

  private synchronized void clear() {
    show(List.of(), Math.max(40, terminal.getSize().getColumns()));
  }

  private void show(List<AttributedString> lines, int width) {
    display.resize(Size.of(width, Math.max(10, terminal.getSize().getRows())));
    display.update(lines, 0);
    terminal.flush();
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

  private static AttributedString fit(String line, int width) {
    return new AttributedString(line).columnSubSequence(0, width - 1);
  }
}
