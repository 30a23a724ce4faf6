package dev.leat.cli;

import dev.leat.engine.SyncReport;
import dev.leat.engine.SyncRunner;
import dev.leat.engine.TableReport;
import dev.leat.engine.connector.ConnectorFinder;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.Destinations;
import dev.leat.engine.destination.TableChanges;
import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.protocol.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leat demo}. */
@Command(
    name = "demo",
    description = {
      "Sync five tables from a local API by five strategies, change rows at the source, sync",
      "again, and compare every table with its source."
    },
    footer = {"%nExample:", "  leat demo", "  leat demo --rows 100000"})
final class DemoCommand implements Callable<Integer> {

  /** The connectors in the order of their story, and the endpoint that each reads. */
  private static final Map<String, Endpoint> TOUR = new LinkedHashMap<>();

  static {
    TOUR.put("keyset", Endpoint.KEYSET);
    TOUR.put("offset", Endpoint.OFFSET);
    TOUR.put("timestamp", Endpoint.TIMESTAMP);
    TOUR.put("replay", Endpoint.REPLAY);
    TOUR.put("step-size", Endpoint.STEP);
  }

  private static final Changes GROWTH = new Changes(3, 0, 0, 7);
  private static final Changes GROWTH_AND_UPDATES = new Changes(3, 5, 0, 7);

  private final Surroundings surroundings;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "People at each source. Default: ${DEFAULT-VALUE}",
      defaultValue = "1000")
  private int rows;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The DuckDB file; an older one is replaced. Default: ${DEFAULT-VALUE}",
      defaultValue = "leat-demo.duckdb")
  private Path file;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException {
    Path database = surroundings.directory().resolve(file);
    removeOld(database);
    PrintStream out = surroundings.out();
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(rows).withClock(surroundings.clock());
    // Step-size reads new ids and nothing else, so its source is one that only grows.
    try (Playground changing = Playground.start(options);
        Playground growing = Playground.start(options)) {
      Destination destination = Destinations.at("duckdb:" + database);
      out.printf(
          "Two local APIs with %,d people each: %s and %s%n",
          rows, changing.address(), growing.address());
      out.printf("%nFirst sync: everything%n%n");
      boolean well = tour(changing, growing, destination);
      changing.people().change(GROWTH_AND_UPDATES);
      growing.people().change(GROWTH);
      out.printf(
          "%nAt the sources, %d people are new and %d have changed"
              + " (only new ones where step-size reads, which looks at nothing else)%n",
          GROWTH_AND_UPDATES.insert(), GROWTH_AND_UPDATES.update());
      out.printf("%nSecond sync: only what the strategy must read%n%n");
      well &= tour(changing, growing, destination);
      if (!well) {
        out.printf("%nA sync did not succeed: its message is above%n");
        return ExitCode.DEFECT.number();
      }
      out.printf("%nEvery column of every row, in the file and at the source%n%n");
      boolean equal = compare(changing, growing, database);
      out.printf("%nThe newest rows of keyset.user in %s%n%n", file);
      DemoTables.newest(database, "keyset").forEach(line -> out.println("  " + line));
      out.printf(
          "%nNext: leat runs --destination duckdb:%s, leat playground, leat sync --help%n", file);
      return (equal ? ExitCode.COMPLETE : ExitCode.DEFECT).number();
    }
  }

  private boolean tour(Playground changing, Playground growing, Destination destination) {
    boolean well = true;
    surroundings
        .out()
        .printf(
            "  %-10s %9s %9s %9s %9s %9s  %s%n",
            "", "rows read", "inserted", "updated", "unchanged", "requests", "verdict");
    for (Map.Entry<String, Endpoint> stop : TOUR.entrySet()) {
      Playground source = stop.getValue() == Endpoint.STEP ? growing : changing;
      long before = source.requests().count();
      SyncReport report =
          sync(stop.getKey(), source.endpoint(stop.getValue()).toString(), destination);
      show(report, source.requests().count() - before);
      well &= report.outcome() == SyncReport.Outcome.COMPLETE;
    }
    return well;
  }

  private SyncReport sync(String name, String baseUrl, Destination destination) {
    Connector connector = ConnectorFinder.find(name, surroundings.directory());
    Configuration configuration =
        connector.configurationSpec().parse("{}", Map.of("base_url", baseUrl));
    return new SyncRunner(connector, configuration, destination).with(surroundings.clock()).run();
  }

  private void show(SyncReport report, long requests) {
    // A sync that does not even begin has no tables.
    TableChanges user =
        report.tables().stream().map(TableReport::changes).findFirst().orElse(TableChanges.NONE);
    surroundings
        .out()
        .printf(
            "  %-10s %,9d %,9d %,9d %,9d %,9d  %s%n",
            report.pipeline(),
            report.calls().rows(),
            user.inserted(),
            user.updated(),
            user.unchanged(),
            requests,
            report.outcome().toString().toLowerCase(java.util.Locale.ROOT)
                + report.message().map(each -> ": " + each).orElse(""));
    report.crash().ifPresent(surroundings.err()::println);
  }

  private boolean compare(Playground changing, Playground growing, Path database)
      throws SQLException {
    boolean equal = true;
    for (Map.Entry<String, Endpoint> stop : TOUR.entrySet()) {
      Playground source = stop.getValue() == Endpoint.STEP ? growing : changing;
      List<String> differences =
          DemoTables.differences(database, stop.getKey().replace('-', '_'), source.people().all());
      surroundings
          .out()
          .printf(
              "  %-10s %,d rows, %s%n",
              stop.getKey(),
              source.people().size(),
              differences.isEmpty() ? "all equal" : "DIFFERENT: " + differences);
      equal &= differences.isEmpty();
    }
    return equal;
  }

  private static void removeOld(Path database) {
    try {
      Files.deleteIfExists(database);
      Files.deleteIfExists(Path.of(database + ".wal"));
    } catch (IOException e) {
      throw new ConfigurationException(
          "The file of an older demo, "
              + database
              + ", cannot be replaced ("
              + e
              + "): remove it, or choose another with --file",
          e);
    }
  }
}
