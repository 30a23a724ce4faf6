package dev.leat.cli.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The process of a {@link WatchedSync}, as seen by whoever watches it. Used by one thread. */
final class HostProcess implements AutoCloseable {

  private static final int LAST_WORDS = 12;

  /** Stands in the queue for the end of the lines. */
  private static final String END = "";

  private final Process process;
  private final long startedAt = System.nanoTime();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Deque<String> words = new ArrayDeque<>();
  private final Thread talk;
  private final List<String> seen = new ArrayList<>();
  private long millisToReading;

  private HostProcess(Process process) {
    this.process = process;
    reader("leat-verify-lines", process.getInputStream(), lines::add, () -> lines.add(END));
    this.talk = reader("leat-verify-words", process.getErrorStream(), this::keep, () -> {});
  }

  /**
   * Starts a process.
   *
   * @param directory where it works
   */
  static HostProcess start(List<String> command, Path directory) {
    try {
      return new HostProcess(new ProcessBuilder(command).directory(directory.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException("The process of the sync cannot be started", e);
    }
  }

  /**
   * Waits until it stands at its breakpoint.
   *
   * @return false if it ended before
   */
  boolean awaitBreakpoint() throws InterruptedException {
    for (String line = next(); !line.equals(END); line = next()) {
      if (line.equals(Breakpoint.REACHED)) {
        return true;
      }
    }
    return false;
  }

  /** Waits so long; false if it ended before. */
  boolean outlives(long millis) throws InterruptedException {
    return !process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Kills who is to be killed; the host, if it lives, goes on. */
  void kill(KillPoint.Victim victim) throws InterruptedException, IOException {
    List<ProcessHandle> connectors = process.descendants().toList();
    if (victim != KillPoint.Victim.CONNECTOR) {
      process.destroyForcibly().waitFor();
    }
    if (victim != KillPoint.Victim.HOST) {
      connectors.forEach(ProcessHandle::destroyForcibly);
    }
    if (victim == KillPoint.Victim.CONNECTOR) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    while (!next().equals(END)) {
      // Whatever it says is kept.
    }
    talk.join();
    return process.waitFor();
  }

  /** The rest of the first line that starts so; empty if there is none so far. */
  Optional<String> said(String start) {
    return seen.stream()
        .filter(each -> each.startsWith(start))
        .map(each -> each.substring(start.length()))
        .findFirst();
  }

  /** How long it took from its start until reading began; 0 if it did not come so far. */
  long millisToReading() {
    return millisToReading;
  }

  /** How long it has run. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
  }

  /** What it last said to people; secrets are masked already. */
  synchronized String lastWords() {
    return String.join("\n", words);
  }

  /** Kills it, and those it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    // Not before it is gone can its files be removed, also if this thread is interrupted.
    process.onExit().join();
  }

  private String next() throws InterruptedException {
    String line = lines.take();
    if (line.equals(WatchedSync.READING)) {
      millisToReading = millis();
    }
    if (line.equals(END)) {
      lines.add(END);
    } else {
      seen.add(line);
    }
    return line;
  }

  private synchronized void keep(String line) {
    words.add(line);
    if (words.size() > LAST_WORDS) {
      words.remove();
    }
  }

  private static Thread reader(
      String name, InputStream in, java.util.function.Consumer<String> each, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().filter(line -> !line.isEmpty()).forEach(each);
              } catch (IOException | UncheckedIOException killed) {
                return;
              } finally {
                end.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
