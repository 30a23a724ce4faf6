package dev.leat.cli;

import dev.leat.sdk.Connector;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.protocol.ConnectorProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leat read}. */
@Command(
    name = "read",
    description = {
      "Read the source and print protocol lines, and nothing else, on standard output.",
      "What other programs take in; to keep rows in a database, use leat sync."
    },
    footer = {
      "%nExamples:",
      "  leat read keyset | head",
      "  leat read keyset --state state.json --tables user > lines.jsonl"
    })
final class ReadCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ReadCommand.class);

  private final Surroundings surroundings;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Begin where this state stopped: what a checkpoint line holds.")
  private Optional<Path> state = Optional.empty();

  @Option(names = "--tables", paramLabel = "TABLES", description = "Only these tables, e.g. a,b.")
  private Optional<String> tables = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stop after this many rows; the stream then ends as incomplete.")
  private Optional<Long> limit = Optional.empty();

  ReadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Connector connector = choice.connector(surroundings);
    try {
      choice.configuration(connector, config.path(), surroundings);
    } catch (ConfigurationException e) {
      // The process below meets the same problem and says so as a protocol line as well.
      LOG.debug("The settings are not valid", e);
    }
    List<String> arguments = new ArrayList<>(List.of("read"));
    choice
        .settingsFile(connector, config.path(), surroundings)
        .ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
    state.ifPresent(
        file ->
            arguments.addAll(
                List.of("--state", surroundings.directory().resolve(file).toString())));
    tables.ifPresent(names -> arguments.addAll(List.of("--tables", names)));
    Connector source =
        limit.<Connector>map(rows -> new LimitedConnector(connector, rows)).orElse(connector);
    return StopSignal.interrupts(
        () ->
            ConnectorProcess.run(
                    source,
                    arguments,
                    surroundings.environment(),
                    surroundings.lines(),
                    surroundings.err(),
                    surroundings.clock())
                .number());
  }
}
