package dev.leat.cli;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.contract.Discovery;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Table;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leat discover}. */
@Command(
    name = "discover",
    description = "Show the tables that a connector can read, their keys and their columns.",
    footer = {"%nExample:", "  leat discover keyset"})
final class DiscoverCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;

  DiscoverCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    for (Table table : Discovery.by(connector, configuration).tables()) {
      show(table, surroundings.out());
    }
    return 0;
  }

  private static void show(Table table, PrintStream out) {
    String key = table.primaryKey().isEmpty() ? "no key" : "key " + table.primaryKey();
    out.println(table.name() + "  (" + key + ", " + table.disposition() + ")");
    int width = table.columns().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (Column column : table.columns()) {
      out.printf("  %-" + Math.max(1, width) + "s  %s%n", column.name(), column.type());
    }
    if (table.columns().isEmpty()) {
      out.println("  (columns are found while reading)");
    }
  }
}
