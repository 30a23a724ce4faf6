package dev.leat.cli;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leat check}. */
@Command(
    name = "check",
    description = "Try the settings against the source, reading as little as possible.",
    footer = {"%nExample:", "  leat check keyset --config connectors/keyset/configuration.json"})
final class CheckCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    connector.check(configuration);
    surroundings.out().println(connector.info().name() + ": the settings work");
    return 0;
  }
}
