package dev.leat.cli;

import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.sdk.Connector;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code leat list}. */
@Command(
    name = "list",
    description = "Show the connectors that are bundled.",
    footer = {"%nExample:", "  leat list"})
final class ListCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  ListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Connector> connectors = ConnectorFinder.bundled();
    int width = connectors.stream().mapToInt(each -> each.info().name().length()).max().orElse(0);
    for (Connector connector : connectors) {
      surroundings
          .out()
          .printf(
              "%-" + width + "s  %s  %s%n",
              connector.info().name(),
              connector.info().version(),
              connector.info().documentation());
    }
    return 0;
  }
}
