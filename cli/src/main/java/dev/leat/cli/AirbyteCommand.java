package dev.leat.cli;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.host.airbyte.AirbyteHost;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code leat airbyte}. */
@Command(
    name = "airbyte",
    description = "Run a connector as an Airbyte source: spec, check, discover or read.",
    footer = {
      "%nExamples:",
      "  leat airbyte keyset spec",
      "  leat airbyte keyset discover --config connectors/keyset/configuration.json",
      "  leat package keyset --as airbyte"
    })
final class AirbyteCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "CONNECTOR",
      description = "A bundled connector, or the path of a connector's jar or manifest.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description =
          "What the platform says: a command, --config FILE, --catalog FILE, --state FILE.")
  private List<String> arguments = List.of();

  AirbyteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return StopSignal.interrupts(
        () ->
            AirbyteHost.run(
                ConnectorFinder.find(name, surroundings.directory()),
                arguments,
                surroundings.lines(),
                surroundings.err(),
                surroundings.environment(),
                surroundings.clock()));
  }
}
