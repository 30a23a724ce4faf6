package dev.leat.cli;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.host.airbyte.AirbytePackage;
import dev.leat.host.airbyte.AirbyteSource;
import dev.leat.host.process.Launch;
import dev.leat.host.singer.SingerPackage;
import dev.leat.host.singer.SingerTap;
import dev.leat.sdk.Connector;
import dev.leat.sdk.file.ConnectorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat package}. */
@Command(
    name = "package",
    description = {
      "Write a folder with which a host platform runs a connector: launcher, jars, and what the",
      "platform wants beside them."
    },
    footer = {
      "%nExamples:",
      "  leat package keyset --as airbyte",
      "  leat package my-connector.jar --as singer --to tap"
    })
final class PackageCommand implements Callable<Integer> {

  /** The platforms that start a connector as a process. */
  enum Platform {
    AIRBYTE,
    SINGER
  }

  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "CONNECTOR",
      description = "A bundled connector, or the path of a connector's jar or manifest.")
  private String name;

  @Option(names = "--as", required = true, description = "${COMPLETION-CANDIDATES}")
  private Platform platform;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Where to write it. Default: source-<name> or tap-<name>.")
  private Optional<Path> folder = Optional.empty();

  PackageCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Connector connector = ConnectorFinder.find(name, surroundings.directory());
    String prefix = platform == Platform.AIRBYTE ? "source-" : "tap-";
    Path target =
        surroundings.directory().resolve(folder.orElse(Path.of(prefix + connector.info().name())));
    Path launcher =
        switch (platform) {
          case AIRBYTE ->
              AirbytePackage.write(
                  connector.info(), launch(connector, AirbyteSource.class), target);
          case SINGER -> SingerPackage.write(connector, launch(connector, SingerTap.class), target);
        };
    surroundings.out().println("Written: " + launcher);
    return 0;
  }

  private Launch launch(Connector connector, Class<?> main) {
    List<Path> classPath = new ArrayList<>();
    try (Stream<Path> jars = Files.list(Program.folder())) {
      jars.filter(each -> each.toString().endsWith(".jar")).sorted().forEach(classPath::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Optional<Path> file = ConnectorFinder.fileOf(name, surroundings.directory());
    if (file.isPresent()) {
      Class<?> reader = ConnectorFile.readerOf(name).orElseThrow().getClass();
      return Launch.ofFile(connector, file.get(), reader, main, classPath);
    }
    Optional<Path> jar = ConnectorFinder.jarOf(name, surroundings.directory());
    return jar.isPresent()
        ? Launch.of(connector, jar.get(), main, classPath)
        : Launch.of(connector, main, classPath);
  }
}
