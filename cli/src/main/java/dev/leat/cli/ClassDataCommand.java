package dev.leat.cli;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code leat class-data}: runs what people run most, so that the Java machine can archive the
 * classes of it. For the launchers, which start each command from that archive.
 */
@Command(
    name = "class-data",
    hidden = true,
    description = "Run the commands whose classes are worth keeping; say nothing.")
final class ClassDataCommand implements Callable<Integer> {

  private static final int ROWS = 50;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "FOLDER", description = "An empty folder to work in.")
  private Path folder;

  ClassDataCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Path work = surroundings.directory().resolve(folder).toAbsolutePath();
    Surroundings silent =
        new Surroundings(
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Map.of(),
            work,
            surroundings.home(),
            Surroundings.Display.PLAIN,
            surroundings.clock());
    int worst = 0;
    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(ROWS))) {
      for (List<String> command : commands(source, work)) {
        String[] arguments = command.toArray(String[]::new);
        int code = Leat.commandLine(silent, arguments).execute(arguments);
        worst = Math.max(worst, code);
      }
    }
    return worst;
  }

  private static List<List<String>> commands(Playground source, Path work) throws IOException {
    String keyset = settings(work, "keyset", source, Endpoint.KEYSET);
    String offset = settings(work, "offset", source, Endpoint.OFFSET);
    String timestamp = settings(work, "timestamp", source, Endpoint.TIMESTAMP);
    String step = settings(work, "step-size", source, Endpoint.STEP);
    String replay = settings(work, "replay", source, Endpoint.REPLAY);
    String database = "duckdb:" + work.resolve("class-data.duckdb");
    String files = "jsonl:" + work.resolve("lines");
    return List.of(
        List.of("--help"),
        List.of("list"),
        List.of("spec", "keyset"),
        List.of("discover", "keyset", "--config", keyset),
        List.of("read", "keyset", "--config", keyset),
        List.of("read", "offset", "--config", offset),
        List.of("read", "timestamp", "--config", timestamp),
        List.of("read", "step-size", "--config", step),
        List.of("read", "replay", "--config", replay),
        List.of("sync", "keyset", "--config", keyset, "--destination", database),
        List.of("sync", "keyset", "--config", keyset, "--destination", database),
        List.of("sync", "keyset", "--config", keyset, "--destination", files),
        List.of("sync", "keyset", "--config", keyset, "--destination", files),
        List.of("state", "show", "keyset", "--destination", database),
        List.of("runs", "--destination", database));
  }

  private static String settings(Path work, String name, Playground source, Endpoint endpoint)
      throws IOException {
    Path file = work.resolve(name + ".json");
    Files.writeString(file, "{\"base_url\": \"" + source.endpoint(endpoint) + "\"}");
    return file.toString();
  }
}
