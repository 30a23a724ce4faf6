package dev.leat.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the file of settings. */
final class ConfigFile {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "JSON file of settings. Without it: connectors/<name>/configuration.json, then"
            + " ./configuration.json.",
        "A variable LEAT_<SETTING> wins over the file, and keeps secrets out of it."
      })
  private Optional<Path> file = Optional.empty();

  Optional<Path> path() {
    return file;
  }
}
