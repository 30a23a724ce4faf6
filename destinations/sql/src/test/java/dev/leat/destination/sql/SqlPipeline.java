package dev.leat.destination.sql;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionListener;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Deletes;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pipeline under test: a real database, short ways to say what it is fed and what it holds. */
public class SqlPipeline {

  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database;
  private final String name;
  private SchemaContract contract = SchemaContract.EVOLVE;
  private Deletes deletes = Deletes.HARD;
  private Nested nested = Nested.JSON;
  private Start start = Start.RESUME;
  private Optional<String> dataset = Optional.empty();
  private Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private CommitStep.Observer observer = step -> {};
  private final List<String> warnings = new ArrayList<>();
  private final List<String> columnChanges = new ArrayList<>();

  public SqlPipeline(TestDatabase database, String name) {
    this.database = database;
    this.name = name;
  }

  public SqlPipeline contract(SchemaContract other) {
    contract = other;
    return this;
  }

  public SqlPipeline softDeletes() {
    deletes = Deletes.SOFT;
    return this;
  }

  public SqlPipeline nested(Nested other) {
    nested = other;
    return this;
  }

  public SqlPipeline dataset(String other) {
    dataset = Optional.of(other);
    return this;
  }

  public Start start() {
    return start;
  }

  public Nested nested() {
    return nested;
  }

  public SqlPipeline start(Start other) {
    start = other;
    return this;
  }

  public SqlPipeline at(Instant instant) {
    clock = Clock.fixed(instant, ZoneOffset.UTC);
    return this;
  }

  public SqlPipeline observedBy(CommitStep.Observer other) {
    observer = other;
    return this;
  }

  public Destination destination() {
    return database.destination(observer);
  }

  public Session begin() throws InterruptedException {
    return destination()
        .begin(
            new SessionRequest(
                name, "run-1", contract, deletes, start, nested, clock, new Listener(), dataset));
  }

  /** What was warned of since it was asked last. */
  public List<String> warnings() {
    return taken(warnings);
  }

  /** The columns that got another type since it was asked last, as people read it. */
  public List<String> columnChanges() {
    return taken(columnChanges);
  }

  private static List<String> taken(List<String> heard) {
    List<String> taken = List.copyOf(heard);
    heard.clear();
    return taken;
  }

  private final class Listener implements SessionListener {
    @Override
    public void columnChanged(ColumnChange change) {
      columnChanges.add(change.toString());
    }

    @Override
    public void warned(String message) {
      warnings.add(message);
    }
  }

  /** One whole run of one commit; answers what it did to the table. */
  public TableChanges sync(Table table, Operation... operations) throws Exception {
    return sync(table, Outcome.COMPLETE, operations);
  }

  public TableChanges sync(Table table, Outcome outcome, Operation... operations) throws Exception {
    try (Session session = begin()) {
      session.declare(table);
      session.write(batch(operations));
      String source = table.name().value();
      Map<String, TableChanges> changes = session.commit(state(source), run(Outcome.RUNNING));
      Map<String, TableChanges> swapped = session.finish(run(outcome));
      return changes
          .getOrDefault(source, TableChanges.NONE)
          .plus(swapped.getOrDefault(source, TableChanges.NONE));
    }
  }

  public RunRecord run(Outcome outcome) {
    return new RunRecord(
        "run-1", name, "1.0", NOON, Optional.empty(), outcome, Optional.empty(), "{}");
  }

  /** The rows of a query, their columns joined by {@code |}. */
  public List<String> query(String sql) throws SQLException {
    return values(sql).stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
        .toList();
  }

  /** The rows of a query, each value as text. */
  public List<List<String>> values(String sql) throws SQLException {
    return database.values(sql);
  }

  /** The types of a table's columns by name, as Leat calls them, Leat's own left out. */
  public List<String> types(String table) throws SQLException {
    return database.types(database.dialect().schema(name), table);
  }

  /** The tables of the pipeline, Leat's own left out, in the order of their names. */
  public List<String> tables() throws SQLException {
    return query(
        """
        SELECT table_name FROM information_schema.tables
        WHERE table_catalog = current_database() AND table_schema = '%s'
          AND table_name NOT LIKE '!_leat%%' ESCAPE '!'
        ORDER BY table_name
        """
            .formatted(database.dialect().schema(name)));
  }

  public static String state(String table) {
    return "{\"format\":1,\"tables\":{\"" + table + "\":{\"at\":\"1\"}}}";
  }

  public static Batch batch(Operation... operations) {
    return new Batch(
        List.of(operations), Stream.of(operations).mapToLong(SqlPipeline::bytes).sum());
  }

  private static long bytes(Operation operation) {
    return operation instanceof Operation.Upsert upsert && upsert.row() instanceof JsonRow row
        ? row.length()
        : 100;
  }

  public static Operation upsert(String table, String json) {
    return new Operation.Upsert(new TableName(table), JsonRow.parse(json));
  }

  public static Operation update(String table, String json) {
    return new Operation.Update(new TableName(table), JsonRow.parse(json));
  }

  public static Operation delete(String table, String json) {
    return new Operation.Delete(new TableName(table), JsonRow.parse(json));
  }
}
