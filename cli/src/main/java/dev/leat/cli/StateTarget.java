package dev.leat.cli;

import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The pipeline, and maybe the one table, whose state is meant; the same in every state command. */
final class StateTarget {

  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;
  @Mixin private DestinationChoice destination;
  @Mixin private PipelineChoice pipeline;

  @Option(names = "--table", paramLabel = "TABLE", description = "Only this table's cursor.")
  private Optional<String> table = Optional.empty();

  /** The pipeline's name. */
  String pipeline(Surroundings surroundings) {
    return pipeline.of(choice.connector(surroundings));
  }

  Optional<TableName> table() {
    return table.map(TableName::new);
  }

  DestinationChoice destination() {
    return destination;
  }

  /** Whose state it must be: the connector with the settings that are in force. */
  StateOwner owner(Surroundings surroundings) {
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    return StateOwner.of(connector.info().name(), configuration.identity());
  }

  /**
   * The stored state as JSON text.
   *
   * @throws ConfigurationException if there is none
   */
  String stored(Surroundings surroundings) throws InterruptedException {
    String pipeline = pipeline(surroundings);
    return destination
        .destination()
        .state(pipeline)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Pipeline "
                        + pipeline
                        + " has no state in "
                        + destination.uri()
                        + ": it has never been synced there"));
  }

  /**
   * Refuses a table that the state does not know.
   *
   * @throws ConfigurationException naming the tables that it does know
   */
  static void requireKnown(TableName table, State state) {
    if (state.cursor(table).isEmpty()) {
      throw new ConfigurationException(
          "The state has no table \""
              + table
              + "\": it has "
              + state.cursors().keySet().stream()
                  .map(TableName::value)
                  .collect(Collectors.joining(", ")));
    }
  }
}
