package dev.leat.cli;

import dev.leat.engine.SyncOptions;
import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SessionRequest.Deletes;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.contract.WayOut;
import dev.leat.sdk.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leat sync}. */
@Command(
    name = "sync",
    description = {
      "Read what is new or changed at the source into the destination.",
      "Rows and state are committed together: a sync that is killed is resumed by the next."
    },
    footer = {
      "%nExamples:",
      "  leat sync keyset",
      "  leat sync keyset --destination jsonl:out --tables user",
      "  leat sync orders.jar --nested tables",
      "  leat sync shop.jar --config eu.json --pipeline shop-eu",
      "  leat sync --command \"python3 docs/examples/connector.py\"",
      "  LEAT_API_TOKEN=... leat sync my-connector.jar --config mine.json"
    })
final class SyncCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private ConnectorChoice choice;
  @Mixin private ConfigFile config;
  @Mixin private DestinationChoice destination;
  @Mixin private PipelineChoice pipeline;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "The schema for the tables, chosen with the first sync of a pipeline. Default:"
              + " the pipeline's name")
  private Optional<String> dataset = Optional.empty();

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "TABLE",
      description = "Only these tables, e.g. a,b.")
  private List<String> tables = List.of();

  @Option(
      names = "--full-refresh",
      description = "Forget the state and read everything; the old rows stay until it succeeds.")
  private boolean fullRefresh;

  @Option(
      names = "--schema",
      description =
          "What happens to a row that does not fit: ${COMPLETION-CANDIDATES}. Default:"
              + " ${DEFAULT-VALUE}",
      defaultValue = "EVOLVE")
  private SchemaContract contract;

  @Option(
      names = "--soft-delete",
      description = "Keep deleted rows and mark them in _leat_deleted.")
  private boolean softDelete;

  @Option(
      names = "--nested",
      description = {
        "What becomes of lists within rows: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
        "JSON leaves them in their column; TABLES makes them child tables too, such as"
            + " order__items, which later syncs keep up to date."
      },
      defaultValue = "JSON")
  private Nested nested;

  @Option(
      names = "--publish",
      paramLabel = "FILE",
      description =
          "After each commit, replace this file by a copy of the DuckDB database, for those who"
              + " read while a sync runs.")
  private Optional<Path> publish = Optional.empty();

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  SyncCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Connector connector = choice.connector(surroundings);
    Configuration configuration = choice.configuration(connector, config.path(), surroundings);
    SyncOptions options =
        SyncOptions.DEFAULT
            .tables(tables.stream().map(String::strip).map(TableName::new).toList())
            .start(fullRefresh ? Start.FULL_REFRESH : Start.RESUME)
            .contract(contract)
            .deletes(softDelete ? Deletes.SOFT : Deletes.HARD)
            .nested(nested);
    SyncOptions named = named(options);
    // The report is part of the work: a stop signal waits for it.
    return StopSignal.interrupts(() -> show(sync(connector, configuration, named)));
  }

  private SyncOptions named(SyncOptions options) {
    SyncOptions named = pipeline.given().map(options::pipeline).orElse(options);
    dataset.ifPresent(name -> PipelineChoice.require("--dataset", name));
    return dataset.map(named::dataset).orElse(named);
  }

  private int show(SyncReport report) {
    report.crash().ifPresent(surroundings.err()::println);
    surroundings.out().println(json ? report.json() : report.text());
    WayOut way = new StartOver(spec.commandLine().getParseResult());
    report.remedy().ifPresent(each -> surroundings.err().println("leat: " + way.to(each) + '.'));
    return report.exitCode();
  }

  private SyncReport sync(Connector connector, Configuration configuration, SyncOptions options) {
    try (Progress progress = Progress.on(surroundings)) {
      Destination into = destination.destination();
      return new SyncRunner(connector, configuration, publish.map(into::publishing).orElse(into))
          .with(options)
          .with(surroundings.clock())
          .with(progress)
          .run();
    }
  }
}
