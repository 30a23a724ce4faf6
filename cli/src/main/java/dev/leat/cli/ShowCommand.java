package dev.leat.cli;

import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.view.Rows;
import dev.leat.engine.view.StoredTable;
import dev.leat.engine.view.View;
import dev.leat.sdk.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leat show}. */
@Command(
    name = "show",
    description = {
      "Look into a database without a client of its own: its tables, their rows and columns, what"
          + " was set aside, past syncs.",
      "%nIt reads only. A DuckDB file cannot be read while another process syncs into it."
    },
    footer = {
      "%nExamples:",
      "  leat show                                   every table, with its number of rows",
      "  leat show rows user --limit 5               the rows that were written last",
      "  leat show rows keyset.user --json           the same, one JSON object a line",
      "  leat show schema user                       which field fills which column",
      "  leat show quarantine                        what was set aside, and why",
      "  leat show runs                              past syncs, with the rows of each",
      "  leat show --destination postgres://me@db.example.com/sales"
    })
final class ShowCommand implements Callable<Integer> {

  /** What can be looked at. */
  enum What {
    TABLES,
    ROWS,
    SCHEMA,
    QUARANTINE,
    RUNS
  }

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private DestinationChoice destination;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "WHAT",
      description = "tables, rows, schema, quarantine or runs. Default: tables",
      defaultValue = "TABLES")
  private What what;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TABLE",
      description =
          "The table whose rows or schema are shown, by its name at the source, its stored name, or"
              + " with its schema: SCHEMA.TABLE")
  private String table;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show at most this many rows. Default: ${DEFAULT-VALUE}",
      defaultValue = "20")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object a line, every value whole.")
  private boolean json;

  ShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean ofTable = what == What.ROWS || what == What.SCHEMA;
    if (ofTable != (table != null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          ofTable
              ? "Say of which table: leat show " + word() + " TABLE"
              : "leat show " + word() + " takes no table");
    }
    if (limit < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    Optional<View> view = destination.destination().view();
    if (view.isEmpty()) {
      surroundings.err().println("No sync has run into " + destination.uri() + " yet");
      return 0;
    }
    try (View open = view.get()) {
      new RowPrinter(surroundings.out(), json).print(rows(open));
    }
    return 0;
  }

  private Rows rows(View view) throws InterruptedException {
    return switch (what) {
      case TABLES -> tables(view.tables());
      case ROWS -> view.rows(named(view.tables()), limit);
      case SCHEMA -> schema(named(view.tables()));
      case QUARANTINE -> view.quarantine(limit);
      case RUNS -> runs();
    };
  }

  private static Rows tables(List<StoredTable> tables) {
    return new Rows(
        List.of("pipeline", "source", "table", "rows", "columns"),
        tables.stream()
            .map(
                each ->
                    Arrays.<Object>asList(
                        each.pipeline(),
                        each.source(),
                        each.place(),
                        each.rows(),
                        each.columns().size()))
            .toList());
  }

  private static Rows schema(StoredTable table) {
    return new Rows(
        List.of("source", "column", "type"),
        table.columns().stream()
            .map(each -> Arrays.<Object>asList(each.source(), each.stored(), each.type()))
            .toList());
  }

  private Rows runs() throws InterruptedException {
    List<List<Object>> runs = new ArrayList<>();
    for (RunRecord run : destination.destination().runs()) {
      if (runs.size() < limit) {
        runs.add(
            Arrays.asList(
                run.startedAt().toString(),
                run.endedAt().map(Object::toString).orElse(null),
                run.pipeline(),
                run.outcome().name().toLowerCase(Locale.ROOT),
                run.rows(),
                run.message().orElse(null)));
      }
    }
    return new Rows(List.of("started", "ended", "pipeline", "outcome", "rows", "message"), runs);
  }

  private StoredTable named(List<StoredTable> tables) {
    List<StoredTable> found =
        tables.stream()
            .filter(each -> List.of(each.source(), each.name(), each.place()).contains(table))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new ConfigurationException(
        found.isEmpty()
            ? "There is no table "
                + table
                + " in "
                + destination.uri()
                + (tables.isEmpty() ? ": it has none yet" : ": it has " + places(tables))
            : "There are several tables " + table + ": say which of " + places(found));
  }

  private static String places(List<StoredTable> tables) {
    return tables.stream().map(StoredTable::place).collect(Collectors.joining(", "));
  }

  private String word() {
    return what.name().toLowerCase(Locale.ROOT);
  }
}
