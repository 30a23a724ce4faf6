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
import dev.leat.playground.Person;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leat demo}. */
@Command(
    name = "demo",
    description = {
      "Sync five tables from a local API by five strategies, and the issues of a repository with",
      "their comments; change rows at the source, sync again, and compare every table with its",
      "source."
    },
    footer = {"%nExample:", "  leat demo", "  leat demo --rows 100000"})
final class DemoCommand implements Callable<Integer> {

  private static final Changes GROWTH = new Changes(3, 0, 0, 7);
  private static final Changes GROWTH_AND_UPDATES = new Changes(3, 5, 0, 7);

  /** Each issue with comments costs a request. */
  private static final int MOST_ISSUES = 500;

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

  /** What is synced by which connector from where. */
  private record Stop(String connector, Playground source, Map<String, String> settings) {

    static Stop of(String connector, Playground source, Endpoint endpoint) {
      return new Stop(connector, source, Map.of("base_url", source.endpoint(endpoint).toString()));
    }

    static Stop ofIssues(Playground source) {
      String address = source.address().toString();
      return new Stop(
          "github-issues",
          source,
          Map.of("base_url", address, "owner", "leat", "repository", "playground"));
    }
  }

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
    int issues = Math.min(rows, MOST_ISSUES);
    // Step-size reads new ids and nothing else, so its source is one that only grows.
    try (Playground changing = Playground.start(options);
        Playground growing = Playground.start(options);
        Playground repository = Playground.start(options.withRows(issues))) {
      Destination destination = Destinations.at("duckdb:" + database);
      List<Stop> tour = tour(changing, growing, repository);
      out.printf(
          "Two local APIs with %,d people each: %s and %s%nOne with a repository of %,d issues:"
              + " %s%n",
          rows, changing.address(), growing.address(), issues, repository.address());
      out.printf("%nFirst sync: everything%n%n");
      boolean well = sync(tour, destination);
      changing.people().change(GROWTH_AND_UPDATES);
      growing.people().change(GROWTH);
      repository.issues().change(GROWTH_AND_UPDATES);
      out.printf(
          "%nAt the sources, %d people are new and %d have changed (only new ones where step-size"
              + " reads, which looks at nothing else); so have as many issues%n",
          GROWTH_AND_UPDATES.insert(), GROWTH_AND_UPDATES.update());
      out.printf("%nSecond sync: only what the strategy must read%n%n");
      well &= sync(tour, destination);
      if (!well) {
        out.printf("%nA sync did not succeed: its message is above%n");
        return ExitCode.DEFECT.number();
      }
      out.printf("%nEvery column of every row, in the file and at the source%n%n");
      boolean equal = compare(tour, database);
      out.printf("%nThe newest rows of keyset.user in %s%n%n", file);
      DemoTables.newest(database, "keyset").forEach(line -> out.println("  " + line));
      out.printf(
          "%nNext: leat runs --destination duckdb:%s, leat playground, leat sync --help%n", file);
      return (equal ? ExitCode.COMPLETE : ExitCode.DEFECT).number();
    }
  }

  /** The connectors in the order of their story, and the endpoint that each reads. */
  private static List<Stop> tour(Playground changing, Playground growing, Playground repository) {
    return List.of(
        Stop.of("keyset", changing, Endpoint.KEYSET),
        Stop.of("offset", changing, Endpoint.OFFSET),
        Stop.of("timestamp", changing, Endpoint.TIMESTAMP),
        Stop.of("replay", changing, Endpoint.REPLAY),
        Stop.of("step-size", growing, Endpoint.STEP),
        Stop.ofIssues(repository));
  }

  private boolean sync(List<Stop> tour, Destination destination) {
    boolean well = true;
    surroundings
        .out()
        .printf(
            "  %-13s %9s %9s %9s %9s %9s  %s%n",
            "", "rows read", "inserted", "updated", "unchanged", "requests", "verdict");
    for (Stop stop : tour) {
      long before = stop.source().requests().count();
      SyncReport report = sync(stop, destination);
      show(report, stop.source().requests().count() - before);
      well &= report.outcome() == SyncReport.Outcome.COMPLETE;
    }
    return well;
  }

  private SyncReport sync(Stop stop, Destination destination) {
    Connector connector = ConnectorFinder.find(stop.connector(), surroundings.directory());
    Configuration configuration = connector.configurationSpec().parse("{}", stop.settings());
    return new SyncRunner(connector, configuration, destination).with(surroundings.clock()).run();
  }

  private void show(SyncReport report, long requests) {
    // A sync that does not even begin has no tables.
    TableChanges changes =
        report.tables().stream()
            .map(TableReport::changes)
            .reduce(TableChanges.NONE, TableChanges::plus);
    surroundings
        .out()
        .printf(
            "  %-13s %,9d %,9d %,9d %,9d %,9d  %s%n",
            report.pipeline(),
            report.calls().rows(),
            changes.inserted(),
            changes.updated(),
            changes.unchanged(),
            requests,
            report.outcome().toString().toLowerCase(java.util.Locale.ROOT)
                + report.message().map(each -> ": " + each).orElse(""));
    report.crash().ifPresent(surroundings.err()::println);
  }

  private boolean compare(List<Stop> tour, Path database) throws SQLException {
    boolean equal = true;
    for (Stop stop : tour) {
      String schema = stop.connector().replace('-', '_');
      Playground source = stop.source();
      if (stop.connector().equals("github-issues")) {
        equal &= compare(database, schema, "issue", source.issues().issues());
        equal &= compare(database, schema, "issue_comment", source.issues().comments());
      } else {
        List<Person> people = source.people().all();
        equal &=
            verdict(
                stop.connector(), people.size(), DemoTables.differences(database, schema, people));
      }
    }
    return equal;
  }

  private boolean compare(Path database, String schema, String table, List<String> rows)
      throws SQLException {
    return verdict(table, rows.size(), DemoTables.differences(database, schema, table, rows));
  }

  private boolean verdict(String what, int rows, List<String> differences) {
    surroundings
        .out()
        .printf(
            "  %-13s %,d rows, %s%n",
            what, rows, differences.isEmpty() ? "all equal" : "DIFFERENT: " + differences);
    return differences.isEmpty();
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
