package dev.leat.cli;

import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code leat new}. */
@Command(
    name = "new",
    description = "Write the project of a new connector: it compiles, and its contract tests pass.",
    footer = {"%nExample:", "  leat new orders --strategy keyset", "  cd orders && mvn package"})
final class NewCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "FOLDER",
      description = "Where to write it; the last part of the path names the connector.")
  private Path folder;

  @Option(
      names = "--strategy",
      required = true,
      paramLabel = "STRATEGY",
      description = "keyset, offset, timestamp, step-size or replay.",
      converter = StrategyConverter.class)
  private ConnectorProject.Strategy strategy;

  NewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path target = surroundings.directory().resolve(folder).normalize();
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new ConfigurationException(
          "\""
              + name
              + "\" cannot name a connector: use letters, digits and single hyphens, e.g."
              + " my-orders");
    }
    requireEmpty(target);
    new ConnectorProject(name, strategy).writeTo(target, Program.repository());
    surroundings
        .out()
        .printf(
            """
            %s is ready. Next:

              cd %s
              mvn package
              leat sync target/%s-0.1.0.jar

            The sources and the Javadoc of the SDK are in .leat/repository: an IDE shows them once it
            has loaded pom.xml and its Maven sources.
            """,
            target, folder, name);
    return 0;
  }

  private static void requireEmpty(Path target) {
    if (Files.exists(target)) {
      try (Stream<Path> content = Files.list(target)) {
        if (content.findAny().isPresent()) {
          throw new ConfigurationException(
              target + " is not empty: choose a folder that is not there yet");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads {@code step-size}. */
  static final class StrategyConverter implements ITypeConverter<ConnectorProject.Strategy> {

    @Override
    public ConnectorProject.Strategy convert(String text) {
      return Stream.of(ConnectorProject.Strategy.values())
          .filter(each -> each.toString().equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "one of keyset, offset, timestamp, step-size, replay, got " + text));
    }
  }
}
