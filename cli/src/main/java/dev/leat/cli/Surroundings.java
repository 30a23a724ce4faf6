package dev.leat.cli;

import dev.leat.sdk.config.Configuration;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it, so that a test can give it something else. Thread-safe.
 *
 * <p>{@link #out} takes results only. {@link #err} takes everything else and masks the secrets of
 * every configuration that {@link #keepSecret} has seen, also those that replace them.
 */
final class Surroundings {

  /** What standard error can show. */
  enum Display {
    /** A terminal: lines that change in place. */
    LIVE,
    /** A pipe or a file: lines, one after the other. */
    PLAIN
  }

  private final OutputStream lines;
  private final PrintStream out;
  private final MaskedStream masked;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Path directory;
  private final Path home;
  private final Display display;
  private final Clock clock;

  /**
   * @param out the process's real standard output
   * @param err the process's real standard error
   * @param environment variables by name
   * @param directory where relative paths start
   * @param home where the settings of bundled connectors are: the root of a checkout, or the folder
   *     of an installed program
   * @param display what standard error can show
   * @param clock the time
   */
  Surroundings(
      OutputStream out,
      PrintStream err,
      Map<String, String> environment,
      Path directory,
      Path home,
      Display display,
      Clock clock) {
    this.lines = out;
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    this.masked = new MaskedStream(err);
    this.err = new PrintStream(masked, true, StandardCharsets.UTF_8);
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.home = home;
    this.display = display;
    this.clock = clock;
  }

  /** Results for programs, unbuffered: whoever writes learns when nobody reads any more. */
  OutputStream lines() {
    return lines;
  }

  /** Results for people, shown line by line. */
  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Where relative paths start, absolute. */
  Path directory() {
    return directory;
  }

  /** Where the settings of bundled connectors are, absolute. */
  Path home() {
    return home;
  }

  Display display() {
    return display;
  }

  Clock clock() {
    return clock;
  }

  /** From now on, runs this before each line on {@link #err}. */
  void beforeEachLine(Runnable action) {
    masked.beforeEachLine(action);
  }

  /** From now on, {@link #err} masks the secrets of this configuration. */
  void keepSecret(Configuration configuration) {
    masked.mask(configuration.redactor());
  }
}
