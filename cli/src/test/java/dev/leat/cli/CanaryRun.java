package dev.leat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * Many commands of {@code leat} in one process, each while the playground plays a fault: to start a
 * process for each would take minutes.
 */
final class CanaryRun {

  /** Begins the output of a play, on both streams. */
  static final String PLAY = "== play ";

  /** Ends the output of a play: its exit code follows. */
  static final String EXIT = "== exit ";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI faults;
  private final PrintStream out = stream(FileDescriptor.out);
  private final PrintStream err = stream(FileDescriptor.err);
  private final Path folder = Path.of("").toAbsolutePath();

  private CanaryRun(URI faults) {
    this.faults = faults;
  }

  /**
   * Plays.
   *
   * @param arguments where faults are posted; a file of plays: a name, a fault or nothing, and a
   *     command, parted by tabs
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    CanaryRun run = new CanaryRun(URI.create(arguments[0]));
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      String[] play = line.split("\t", -1);
      run.play(play[0], play[1], Arrays.copyOfRange(play, 2, play.length));
    }
    System.exit(0);
  }

  private void play(String name, String fault, String... command) throws Exception {
    send("DELETE", "");
    if (!fault.isEmpty()) {
      send("POST", fault);
    }
    out.println("\n" + PLAY + name);
    err.println("\n" + PLAY + name);
    Surroundings surroundings =
        new Surroundings(
            new FileOutputStream(FileDescriptor.out),
            err,
            Map.of(),
            folder,
            folder,
            Surroundings.Display.PLAIN,
            Clock.systemUTC());
    System.setOut(surroundings.err());
    System.setErr(surroundings.err());
    int exitCode = Leat.commandLine(surroundings, command).execute(command);
    surroundings.err().close();
    out.println("\n" + EXIT + exitCode);
  }

  private void send(String method, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(faults).method(method, BodyPublishers.ofString(body)).build();
    if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
      throw new IllegalStateException("The playground did not take " + body);
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
