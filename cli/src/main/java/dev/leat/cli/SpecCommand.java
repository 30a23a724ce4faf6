package dev.leat.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leat spec}. */
@Command(
    name = "spec",
    description = "Show what a connector must be told: its settings as a JSON Schema.",
    footer = {"%nExample:", "  leat spec keyset"})
final class SpecCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;

  SpecCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println(choice.connector(surroundings).configurationSpec().jsonSchema());
    return 0;
  }
}
