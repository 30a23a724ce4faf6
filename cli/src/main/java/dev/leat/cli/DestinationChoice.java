package dev.leat.cli;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.Destinations;
import picocli.CommandLine.Option;

/** The option that names a destination. */
final class DestinationChoice {

  @Option(
      names = "--destination",
      paramLabel = "URI",
      description =
          "duckdb:FILE, postgres://USER@HOST:PORT/DATABASE or jsonl:DIRECTORY. Default:"
              + " ${DEFAULT-VALUE}",
      defaultValue = "duckdb:leat.duckdb")
  private String uri;

  /**
   * The destination that was named; nothing is opened yet.
   *
   * @throws dev.leat.sdk.error.ConfigurationException if there is no such kind of destination
   */
  Destination destination() {
    return Destinations.at(uri);
  }

  String uri() {
    return uri;
  }
}
