package dev.leat.engine.connector;

import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One process that runs one command of a connector. It never outlives this object. Used by one
 * thread.
 */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final PipedOutput output;
  private final LastWords words;
  private final Duration grace;
  private volatile Optional<Duration> killedAfter = Optional.empty();

  private ChildProcess(Process process, Redactor redactor, Duration grace, String name) {
    this.process = process;
    this.grace = grace;
    this.output = new PipedOutput(process.getInputStream(), "leat-child-output");
    this.words = LastWords.of(process.getErrorStream(), redactor, name);
  }

  /**
   * Starts a process; its stdin is closed.
   *
   * @param grace how long it may take to end after it was told to
   * @throws ConfigurationException if there is no such program
   */
  static ChildProcess start(List<String> command, Redactor redactor, Duration grace) {
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      return new ChildProcess(process, redactor, grace, command.get(0));
    } catch (IOException e) {
      throw new ConfigurationException(
          "\""
              + command.get(0)
              + "\" cannot be started: "
              + e.getMessage()
              + ". Check the command and the PATH",
          e);
    }
  }

  /** What it writes to stdout; can be interrupted. */
  InputStream output() {
    return output;
  }

  /** Tells it to end; kills it, and those it started, if it has not within its grace. */
  void tellToEnd() {
    terminate();
    killAfter(grace);
  }

  /** Kills it, and those it started, if it has not ended by then. */
  void killAfter(Duration bound) {
    CompletableFuture.delayedExecutor(bound.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (process.isAlive()) {
                killedAfter = Optional.of(bound);
                kill();
              }
            });
  }

  /**
   * How it ended.
   *
   * @return its exit code; empty if it does not end within its grace
   */
  Optional<Integer> exitCode() throws InterruptedException {
    return process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** How it ended and what it last said on stderr, for a message. */
  String obituary() throws InterruptedException {
    String end =
        exitCode()
                .map(code -> "The process ended with exit code " + code)
                .orElse("The process goes on without saying anything")
            + killedAfter.map(each -> ", killed after " + each.toSeconds() + " s").orElse("");
    List<String> lines = words.lines();
    return lines.isEmpty()
        ? end + " and left no word on stderr"
        : end + "; last on stderr:\n  " + String.join("\n  ", lines);
  }

  /** Tells it to end if it still runs, and kills it if it has not within its grace. */
  @Override
  public void close() {
    output.close();
    terminate();
    try {
      process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** Through its handle: {@link Process#destroy} would close its output with words still in it. */
  private void terminate() {
    if (process.isAlive()) {
      process.toHandle().destroy();
    }
  }

  private void kill() {
    List<ProcessHandle> heirs = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    heirs.forEach(ProcessHandle::destroyForcibly);
  }
}
