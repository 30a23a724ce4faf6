package dev.leat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/** Where the {@code leat} process starts and ends. */
public final class Main {

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Path directory = Path.of("").toAbsolutePath();
    Surroundings surroundings =
        new Surroundings(
            new FileOutputStream(FileDescriptor.out),
            err,
            System.getenv(),
            directory,
            Path.of(System.getProperty("leat.home", directory.toString())),
            "yes".equals(System.getProperty("leat.terminal"))
                ? Surroundings.Display.LIVE
                : Surroundings.Display.PLAIN,
            Clock.systemUTC());
    // Whatever prints without being asked (a connector, a library) must not reach the results, and
    // whatever it says must be masked.
    System.setOut(surroundings.err());
    System.setErr(surroundings.err());
    logAsAsked(Arrays.asList(arguments).contains("--debug"));
    System.exit(Leat.commandLine(surroundings, arguments).execute(arguments));
  }

  /** Must be called before the first logger is made: the logging library looks only then. */
  private static void logAsAsked(boolean debug) {
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "debug" : "warn");
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    if (debug) {
      // The JDK's date formats take as long to load as the rest of the logging library.
      System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
      System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
    }
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showShortLogName", "true");
  }
}
