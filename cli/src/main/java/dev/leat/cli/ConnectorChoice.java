package dev.leat.cli;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.engine.destination.FileFailure;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.SettingsFile;
import dev.leat.sdk.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments that name a connector and its settings; the same in every command. */
final class ConnectorChoice {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONNECTOR",
      description =
          "A bundled connector (see leat list), or the path of a connector's jar or manifest.")
  private String name;

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description =
          "Instead of CONNECTOR: a command that speaks the protocol, e.g. \"python3 mine.py\".")
  private String command;

  /**
   * The connector that was named.
   *
   * @throws ConfigurationException if there is none of that name
   */
  Connector connector(Surroundings surroundings) {
    if ((name == null) == (command == null)) {
      throw new CommandLine.ParameterException(
          mixee.commandLine(),
          name == null
              ? "Name a connector (leat list shows them), or give --command"
              : "Give either a connector or --command, not both");
    }
    return command == null
        ? ConnectorFinder.find(name, surroundings.directory())
        : ConnectorFinder.command(command);
  }

  /** The arguments that were given, to name the same connector to another process. */
  List<String> arguments() {
    return command == null ? List.of(name) : List.of("--command", command);
  }

  /**
   * The connector's settings: from the file, then from {@code LEAT_<SETTING>} variables. Their
   * secrets are masked from now on, and a setting that the source replaces is written back to the
   * file.
   *
   * @param file the file that was asked for; empty for the usual places
   * @throws ConfigurationException if the file cannot be read or the settings are not valid
   */
  Configuration configuration(Connector connector, Optional<Path> file, Surroundings surroundings) {
    Optional<Path> found = settingsFile(connector, file, surroundings);
    String json = found.map(ConnectorChoice::read).orElse("{}");
    try {
      ConfigurationSpec spec = connector.configurationSpec();
      Configuration configuration =
          spec.parse(json, spec.fromEnvironment(surroundings.environment(), "LEAT_"));
      surroundings.keepSecret(configuration);
      SettingsFile.keep(configuration, setting -> found, surroundings.err()::println);
      return configuration;
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          e.getMessage()
              + found
                  .map(path -> "\nThe settings were read from " + path)
                  .orElseGet(
                      () ->
                          "\nThere was no file of settings at "
                              + usualPlaces(connector, surroundings)
                              + ": write one, or name one with --config"),
          e);
    }
  }

  /**
   * The file of settings that is asked for, or the first that there is in the usual places.
   *
   * @return empty if there is none in the usual places
   */
  Optional<Path> settingsFile(Connector connector, Optional<Path> file, Surroundings surroundings) {
    return file.map(surroundings.directory()::resolve)
        .or(() -> usualPlaces(connector, surroundings).stream().filter(Files::exists).findFirst());
  }

  private List<Path> usualPlaces(Connector connector, Surroundings surroundings) {
    Path bundled = Path.of("connectors", connector.info().name(), "configuration.json");
    Path own = surroundings.directory().resolve("configuration.json");
    Optional<Path> file =
        command == null ? ConnectorFinder.fileOf(name, surroundings.directory()) : Optional.empty();
    if (file.isPresent()) {
      return List.of(file.get().resolveSibling("configuration.json"), own);
    }
    boolean isBundled = command == null && !name.endsWith(".jar");
    return isBundled
        ? List.of(
            surroundings.directory().resolve(bundled), own, surroundings.home().resolve(bundled))
        : List.of(own);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "There is no file " + file + ": name the file of settings with --config", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file of settings "
              + file
              + " cannot be read ("
              + FileFailure.reason(e)
              + "): check its permissions",
          e);
    }
  }
}
