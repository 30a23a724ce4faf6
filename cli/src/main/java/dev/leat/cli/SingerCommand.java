package dev.leat.cli;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.host.singer.SingerHost;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code leat singer}. */
@Command(
    name = "singer",
    description = "Run a connector as a Singer tap.",
    footer = {
      "%nExamples:",
      "  leat singer keyset --about=json",
      "  leat singer keyset --discover --config connectors/keyset/configuration.json",
      "  leat package keyset --as singer"
    })
final class SingerCommand implements Callable<Integer> {

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
          "What the platform says: --config FILE, --catalog FILE, --state FILE, --discover,"
              + " --about.")
  private List<String> arguments = List.of();

  SingerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return StopSignal.interrupts(
        () ->
            SingerHost.run(
                ConnectorFinder.find(name, surroundings.directory()),
                arguments,
                surroundings.lines(),
                surroundings.err(),
                surroundings.environment(),
                surroundings.clock()));
  }
}
