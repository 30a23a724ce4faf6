package dev.leat.destination.duckdb;

import dev.leat.engine.destination.Batch;
import dev.leat.engine.destination.RunRecord;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.engine.destination.SessionRequest.Deletes;
import dev.leat.engine.destination.SessionRequest.Nested;
import dev.leat.engine.destination.SessionRequest.Start;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pipeline under test: a real DuckDB file, short ways to say what it is fed and what it holds.
 */
final class Pipeline {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Path file;
  private final String name;
  private SchemaContract contract = SchemaContract.EVOLVE;
  private Deletes deletes = Deletes.HARD;
  private Nested nested = Nested.JSON;
  private Start start = Start.RESUME;
  private Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private CommitStep.Observer observer = step -> {};

  Pipeline(Path file) {
    this(file, "people");
  }

  Pipeline(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  Pipeline contract(SchemaContract other) {
    contract = other;
    return this;
  }

  Pipeline softDeletes() {
    deletes = Deletes.SOFT;
    return this;
  }

  Pipeline nested(Nested other) {
    nested = other;
    return this;
  }

  Pipeline start(Start other) {
    start = other;
    return this;
  }

  Pipeline at(Instant instant) {
    clock = Clock.fixed(instant, ZoneOffset.UTC);
    return this;
  }

  Pipeline observedBy(CommitStep.Observer other) {
    observer = other;
    return this;
  }

  DuckDbDestination destination() {
    return new DuckDbDestination(new DatabaseFile(file, DriverLoader::driver), observer);
  }

  Session begin() {
    return destination()
        .begin(new SessionRequest(name, "run-1", contract, deletes, start, nested, clock));
  }

  /** One whole run of one commit; answers what it did to the table. */
  TableChanges sync(Table table, Operation... operations) throws Exception {
    return sync(table, Outcome.COMPLETE, operations);
  }

  TableChanges sync(Table table, Outcome outcome, Operation... operations) throws Exception {
    try (Session session = begin()) {
      session.declare(table);
      session.write(batch(operations));
      String source = table.name().value();
      Map<String, TableChanges> changes = session.commit(state(source), run(Outcome.RUNNING));
      Map<String, TableChanges> swapped = session.finish(run(outcome));
      return swapped.getOrDefault(source, changes.get(source));
    }
  }

  RunRecord run(Outcome outcome) {
    return new RunRecord(
        "run-1", name, "1.0", NOON, Optional.empty(), outcome, Optional.empty(), "{}");
  }

  /** The rows of a query, their columns joined by {@code |}. */
  List<String> query(String sql) throws SQLException {
    try (Database database = new DatabaseFile(file, DriverLoader::driver).openToRead()) {
      return database.all(sql, Pipeline::joined);
    }
  }

  private static String joined(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      text.append(i > 1 ? "|" : "").append(row.getString(i));
    }
    return text.toString();
  }

  /** The types of a table's columns by name, Leat's own left out. */
  List<String> types(String table) throws SQLException {
    return query(
        "SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = '"
            + table
            + "' AND column_name NOT LIKE '\\_leat%' ESCAPE '\\' ORDER BY column_index");
  }

  static String state(String table) {
    return "{\"format\":1,\"tables\":{\"" + table + "\":{\"at\":\"1\"}}}";
  }

  static Batch batch(Operation... operations) {
    return new Batch(List.of(operations), Stream.of(operations).mapToLong(Pipeline::bytes).sum());
  }

  private static long bytes(Operation operation) {
    return operation instanceof Operation.Upsert upsert && upsert.row() instanceof JsonRow row
        ? row.length()
        : 100;
  }

  static Operation upsert(String table, String json) {
    return new Operation.Upsert(new TableName(table), JsonRow.parse(json));
  }

  static Operation update(String table, String json) {
    return new Operation.Update(new TableName(table), JsonRow.parse(json));
  }

  static Operation delete(String table, String json) {
    return new Operation.Delete(new TableName(table), JsonRow.parse(json));
  }
}
