package dev.leat.destination.sql;

import dev.leat.engine.destination.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leat's own tables: {@code _leat_state}, {@code _leat_runs}, {@code _leat_schema}, {@code
 * _leat_quarantine}. For use by one thread.
 */
final class SystemTables {

  private static final List<String> COLUMNS =
      List.of(
          "_leat_state (pipeline VARCHAR, state VARCHAR, epoch BIGINT, version BIGINT, replacing"
              + " VARCHAR[], updated_at TIMESTAMPTZ)",
          "_leat_runs (id VARCHAR, pipeline VARCHAR, connector_version VARCHAR, started_at"
              + " TIMESTAMPTZ, ended_at TIMESTAMPTZ, outcome VARCHAR, message VARCHAR, tables"
              + " VARCHAR)",
          "_leat_schema (pipeline VARCHAR, source_table VARCHAR, source_column VARCHAR,"
              + " schema_name VARCHAR, table_name VARCHAR, column_name VARCHAR, type VARCHAR,"
              + " updated_at TIMESTAMPTZ)",
          "_leat_quarantine (pipeline VARCHAR, table_name VARCHAR, reason VARCHAR, row_json"
              + " VARCHAR, run_id VARCHAR, quarantined_at TIMESTAMPTZ)");

  private final Database database;
  private final Dialect dialect;

  /**
   * What is stored of a pipeline, without its state, which can be many megabytes.
   *
   * @param epoch how many sessions have begun
   * @param version how many commits there were; with the epoch it names one commit
   * @param replacing source names of the tables whose rows wait in side tables
   */
  record Stored(long epoch, long version, List<String> replacing) {

    static final Stored NOTHING = new Stored(0, 0, List.of());

    /** Once one commit more is done. */
    Stored committed(List<String> replacing) {
      return new Stored(epoch, version + 1, List.copyOf(replacing));
    }
  }

  /**
   * A stored name.
   *
   * @param column empty for the table itself
   * @param type what the database calls the column's type; empty for the table itself
   */
  record StoredName(
      String table,
      Optional<String> column,
      String storedTable,
      String stored,
      Optional<String> type) {}

  /**
   * Columns that people have removed.
   *
   * @param source their table's name at the source
   * @param columns their stored names
   */
  record Lost(String source, Set<String> columns) {}

  SystemTables(Database database) {
    this.database = database;
    this.dialect = database.dialect();
  }

  /** Makes the tables that are not there. */
  void create() throws SQLException {
    if (exist()) {
      return;
    }
    String create =
        "CREATE TABLE IF NOT EXISTS " + database.qualified(dialect.systemSchema()) + ".";
    for (String statement : dialect.setUp(COLUMNS.stream().map(create::concat).toList())) {
      database.execute(statement);
    }
  }

  /** Whether the tables are there. */
  boolean exist() throws SQLException {
    return database.count(
            """
            SELECT count(*) FROM information_schema.tables
            WHERE table_catalog = current_database() AND table_schema = ?
              AND table_name IN ('_leat_state', '_leat_runs', '_leat_schema', '_leat_quarantine')
            """,
            dialect.systemSchema())
        == COLUMNS.size();
  }

  /** What is stored of a pipeline. */
  Stored stored(String pipeline) throws SQLException {
    return database
        .one(
            "SELECT epoch, version, replacing FROM " + table("_leat_state") + " WHERE pipeline = ?",
            row -> new Stored(row.getLong(1), row.getLong(2), texts(row, 3)),
            pipeline)
        .orElse(Stored.NOTHING);
  }

  /** The state of a pipeline as JSON; empty if there was no commit yet or it was reset. */
  Optional<String> state(String pipeline) throws SQLException {
    return database
        .one(
            "SELECT state FROM " + table("_leat_state") + " WHERE pipeline = ?",
            row -> Optional.ofNullable(row.getString(1)),
            pipeline)
        .flatMap(state -> state);
  }

  /** Replaces what is stored of a pipeline but for its state, which stays as it is. */
  void store(String pipeline, Stored before, Stored stored, Instant at) throws SQLException {
    if (before.equals(Stored.NOTHING)) {
      store(pipeline, stored, Optional.empty(), at);
      return;
    }
    String replacing =
        stored.replacing().equals(before.replacing())
            ? ""
            : ", replacing = " + list(stored.replacing());
    database.execute(
        "UPDATE "
            + table("_leat_state")
            + " SET epoch = ?, version = ?, updated_at = CAST(? AS TIMESTAMPTZ)"
            + replacing
            + " WHERE pipeline = ?",
        stored.epoch(),
        stored.version(),
        at.toString(),
        pipeline);
  }

  /** Replaces what is stored of a pipeline, and its state. */
  void store(String pipeline, Stored stored, Optional<String> state, Instant at)
      throws SQLException {
    database.execute("DELETE FROM " + table("_leat_state") + " WHERE pipeline = ?", pipeline);
    database.execute(
        "INSERT INTO "
            + table("_leat_state")
            + " VALUES (?, ?, ?, ?, "
            + list(stored.replacing())
            + ", CAST(? AS TIMESTAMPTZ))",
        pipeline,
        state.orElse(null),
        stored.epoch(),
        stored.version(),
        at.toString());
  }

  /** Stores how a run stands, in place of how it stood. */
  void store(RunRecord run) throws SQLException {
    database.execute("DELETE FROM " + table("_leat_runs") + " WHERE id = ?", run.id());
    database.execute(
        "INSERT INTO "
            + table("_leat_runs")
            + " VALUES (?, ?, ?, CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ), ?, ?, ?)",
        run.id(),
        run.pipeline(),
        run.connectorVersion(),
        run.startedAt().toString(),
        run.endedAt().map(Instant::toString).orElse(null),
        run.outcome().name(),
        run.message().orElse(null),
        run.tables());
  }

  /** All runs, the newest first. */
  List<RunRecord> runs() throws SQLException {
    return database.all(
        "SELECT id, pipeline, connector_version, started_at, ended_at, outcome, message, tables"
            + " FROM "
            + table("_leat_runs")
            + " ORDER BY started_at DESC, id DESC",
        SystemTables::run);
  }

  /** The names that the tables and columns of a pipeline have. */
  List<StoredName> names(String pipeline) throws SQLException {
    return database.all(
        "SELECT source_table, source_column, table_name, coalesce(column_name, table_name), type"
            + " FROM "
            + table("_leat_schema")
            + " WHERE pipeline = ?",
        this::name,
        pipeline);
  }

  /** Takes what is recorded of a table or a column. */
  @FunctionalInterface
  interface RecordConsumer {
    void accept(String pipeline, String schema, StoredName name);
  }

  /** Hands over what is recorded of all pipelines, by the names of columns. */
  void schemas(RecordConsumer consumer) throws SQLException {
    database.each(
        "SELECT source_table, source_column, table_name, coalesce(column_name, table_name), type,"
            + " pipeline, schema_name FROM "
            + table("_leat_schema")
            + " ORDER BY column_name",
        row -> consumer.accept(row.getString(6), row.getString(7), name(row)));
  }

  private StoredName name(ResultSet row) throws SQLException {
    return new StoredName(
        dialect.original(row.getString(1)),
        Optional.ofNullable(row.getString(2)).map(dialect::original),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)));
  }

  /** The schema in which the tables of a pipeline are; empty if there are none. */
  Optional<String> schema(String pipeline) throws SQLException {
    return database.one(
        "SELECT schema_name FROM " + table("_leat_schema") + " WHERE pipeline = ? LIMIT 1",
        row -> row.getString(1),
        pipeline);
  }

  /** Another pipeline whose rows land in this schema; empty if there is none. */
  Optional<String> otherPipelineIn(String schema, String pipeline) throws SQLException {
    return database.one(
        "SELECT pipeline FROM "
            + table("_leat_schema")
            + " WHERE schema_name = ? AND pipeline <> ? LIMIT 1",
        row -> row.getString(1),
        schema,
        pipeline);
  }

  /**
   * Forgets columns that are not there any more. Within the transaction that stores the first state
   * since they were missed: before it, the next sync must miss them too.
   */
  void forget(String pipeline, Lost lost) throws SQLException {
    database.execute(
        "DELETE FROM "
            + table("_leat_schema")
            + " WHERE pipeline = ? AND source_table = ? AND column_name IN (SELECT unnest("
            + dialect.list(List.copyOf(lost.columns()))
            + "))",
        pipeline,
        dialect.kept(lost.source()));
  }

  /** Stores the names and types of a table and its columns, in place of what was stored. */
  void storeSchema(String pipeline, TableWriter writer, Instant at) throws SQLException {
    Target target = writer.place().target();
    String source = writer.place().source();
    database.execute(
        "DELETE FROM "
            + table("_leat_schema")
            + " WHERE pipeline = ? AND source_table = ? AND (source_column IS NULL OR"
            + " column_name IN (SELECT unnest("
            + dialect.list(writer.storedNames().stream().map(StoredName::stored).toList())
            + ")))",
        pipeline,
        dialect.kept(source));
    String schema = target.schema();
    String live = writer.place().live().name();
    List<String> rows = new ArrayList<>();
    rows.add(values(pipeline, dialect.kept(source), null, schema, live, null, null));
    for (StoredName name : writer.storedNames()) {
      String column = name.column().map(dialect::kept).orElse(null);
      rows.add(
          values(
              pipeline,
              dialect.kept(source),
              column,
              schema,
              live,
              name.stored(),
              name.type().orElse(null)));
    }
    database.execute(
        "INSERT INTO "
            + table("_leat_schema")
            + " SELECT *, CAST("
            + Sql.text(at.toString())
            + " AS TIMESTAMPTZ) FROM (VALUES "
            + String.join(", ", rows)
            + ") AS named");
  }

  private String values(String... values) {
    return Arrays.stream(values)
        .map(each -> each == null ? "NULL" : dialect.literal(each))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String table(String name) {
    return database.qualified(dialect.systemSchema(), name);
  }

  private String list(List<String> names) {
    return dialect.list(names.stream().map(dialect::kept).toList());
  }

  private List<String> texts(ResultSet row, int column) throws SQLException {
    if (row.getObject(column) == null) {
      return List.of();
    }
    Object[] texts = (Object[]) row.getArray(column).getArray();
    return Arrays.stream(texts).map(String.class::cast).map(dialect::original).toList();
  }

  private static RunRecord run(ResultSet row) throws SQLException {
    return new RunRecord(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        instant(row.getTimestamp(4)).orElse(Instant.EPOCH),
        instant(row.getTimestamp(5)),
        RunRecord.Outcome.valueOf(row.getString(6)),
        Optional.ofNullable(row.getString(7)),
        row.getString(8));
  }

  private static Optional<Instant> instant(Timestamp timestamp) {
    return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
  }
}
