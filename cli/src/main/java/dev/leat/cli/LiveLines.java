package dev.leat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** Lines at the bottom of a terminal that are painted again and again. Thread-safe. */
final class LiveLines implements AutoCloseable {

  private static final long REPAINT_MILLIS = 200;
  private static final int NARROWEST = 40;

  private final Surroundings surroundings;
  private final Supplier<List<String>> lines;
  private final Terminal terminal;
  private final Display display;
  private final ScheduledExecutorService painter;

  /**
   * @param lines what to show now; asked by a thread of its own
   */
  LiveLines(Surroundings surroundings, Supplier<List<String>> lines) {
    this.surroundings = surroundings;
    this.lines = lines;
    try {
      this.terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysErr)
              .dumb(true)
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be used", e);
    }
    this.display = new Display(terminal, false);
    this.painter =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "leat-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to paint; other lines on standard error push these down. */
  void start() {
    surroundings.beforeEachLine(() -> show(List.of()));
    var unused =
        painter.scheduleAtFixedRate(
            () -> show(lines.get()), REPAINT_MILLIS, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    painter.shutdownNow();
    surroundings.beforeEachLine(() -> {});
    show(List.of());
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal cannot be given back", e);
    }
  }

  private synchronized void show(List<String> shown) {
    int width = Math.max(NARROWEST, terminal.getSize().getColumns());
    display.resize(Size.of(width, Math.max(10, terminal.getSize().getRows())));
    display.update(
        shown.stream()
            .map(each -> new AttributedString(each).columnSubSequence(0, width - 1))
            .toList(),
        0);
    terminal.flush();
  }
}
