package dev.leat.destination.duckdb;

import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Sql;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How a table differs from the one it should be, in every column that is not Leat's own. Immutable.
 *
 * @param table its name at the source
 * @param lost rows that are missing
 * @param doubled rows that are there more often than they should be
 * @param stale rows whose key is right and whose values are not
 * @param foreign rows that should not be there at all
 * @param examples the first of these rows, by key, a line each; or how the columns differ
 */
public record TableDifference(
    String table, long lost, long doubled, long stale, long foreign, List<String> examples) {

  private static final int MOST_EXAMPLES = 5;

  /** Copies the list. */
  public TableDifference {
    examples = List.copyOf(examples);
  }

  /**
   * Compares the tables that a pipeline filled in two databases, row by row. Neither may be open.
   *
   * @param expected the file that is right
   * @param actual the file to judge
   * @param tables by their names at the source; a table without a key is a bag of rows
   * @return one a table that differs, in the order of {@code tables}
   * @throws IllegalStateException if a file cannot be read
   */
  public static List<TableDifference> between(Path expected, Path actual, Schema tables) {
    try (Database database =
        new DuckDbDatabase(
            DriverLoader.driver().open(":memory:", new Properties()),
            DriverLoader.driver(),
            () -> {})) {
      database.execute("SET TimeZone = 'UTC'");
      attach(database, expected, Side.EXPECTED);
      attach(database, actual, Side.ACTUAL);
      List<TableDifference> differences = new ArrayList<>();
      for (Table table : tables.tables()) {
        difference(database, table).ifPresent(differences::add);
      }
      return differences;
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The tables of " + expected + " and " + actual + " cannot be compared: " + e.getMessage(),
          e);
    }
  }

  /** The two databases, as they are attached. */
  private enum Side {
    EXPECTED,
    ACTUAL
  }

  private static void attach(Database database, Path file, Side side) throws SQLException {
    String path = file.toAbsolutePath().toString();
    database.execute("ATTACH " + Sql.text(path) + " AS " + side + " (READ_ONLY)");
  }

  private static Optional<TableDifference> difference(Database database, Table table)
      throws SQLException {
    String source = table.name().value();
    List<String> should = columns(database, Side.EXPECTED, source);
    List<String> are = columns(database, Side.ACTUAL, source);
    if (should.isEmpty() && are.isEmpty()) {
      return Optional.empty();
    }
    if (should.isEmpty() || are.isEmpty()) {
      long lost = should.isEmpty() ? 0 : rows(database, Side.EXPECTED, source);
      long foreign = are.isEmpty() ? 0 : rows(database, Side.ACTUAL, source);
      String there = "the table is " + (are.isEmpty() ? "not there" : "there, with " + are);
      return lost + foreign == 0
          ? Optional.empty()
          : Optional.of(new TableDifference(source, lost, 0, 0, foreign, List.of(there)));
    }
    if (!should.equals(are)) {
      String text = "the columns are " + are + " and should be " + should;
      long all = rows(database, Side.EXPECTED, source);
      return Optional.of(new TableDifference(source, 0, 0, Math.max(1, all), 0, List.of(text)));
    }
    return rowDifference(database, table);
  }

  private static Optional<TableDifference> rowDifference(Database database, Table table)
      throws SQLException {
    String source = table.name().value();
    List<String> columns = names(database, Side.EXPECTED, source, List.of());
    List<String> keys =
        table.primaryKey().isEmpty()
            ? columns
            : names(database, Side.EXPECTED, source, table.primaryKey());
    String joined =
        grouped("e", place(database, Side.EXPECTED, source), keys, columns)
            + grouped(", a", place(database, Side.ACTUAL, source), keys, columns)
            + ", d AS (SELECT coalesce(e.k, a.k) AS k, coalesce(e.n, 0) AS should, coalesce(a.n, 0)"
            + " AS is_, e.v AS expected, a.v AS found FROM e FULL JOIN a ON e.k = a.k"
            + " WHERE e.n IS DISTINCT FROM a.n OR e.v IS DISTINCT FROM a.v) ";
    TableDifference counted =
        database
            .one(
                "WITH "
                    + joined
                    + "SELECT coalesce(sum(greatest(should - is_, 0)), 0),"
                    + " coalesce(sum(CASE WHEN should > 0 THEN greatest(is_ - should, 0) END), 0),"
                    + " count(*) FILTER (should = is_),"
                    + " coalesce(sum(is_) FILTER (should = 0), 0) FROM d",
                row ->
                    new TableDifference(
                        source,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        List.of()))
            .orElseThrow();
    if (counted.rows() == 0) {
      return Optional.empty();
    }
    List<String> examples =
        database.all(
            "WITH " + joined + "SELECT * FROM d ORDER BY k LIMIT " + MOST_EXAMPLES,
            row -> example(row.getString(1), row.getLong(2), row.getLong(3)));
    return Optional.of(
        new TableDifference(
            source, counted.lost, counted.doubled, counted.stale, counted.foreign, examples));
  }

  /** All rows that are not as they should be. */
  public long rows() {
    return lost + doubled + stale + foreign;
  }

  private static String example(String key, long should, long is) {
    String what =
        is == should
            ? "has other values"
            : should == 0 ? "should not be there" : is == 0 ? "is lost" : "is there " + is + " x";
    return "row " + key + " " + what;
  }

  /** Rows by key: the key, how many there are, and all their values as text. */
  private static String grouped(
      String name, String table, List<String> keys, List<String> columns) {
    return name
        + " AS (SELECT k, count(*) AS n, list_sort(list(v)) AS v FROM (SELECT "
        + texts(keys)
        + " AS k, "
        + texts(columns)
        + " AS v FROM "
        + table
        + ") GROUP BY k)";
  }

  /** As text, for a number in a JSON document would be rounded. */
  private static String texts(List<String> columns) {
    return columns.stream()
        .map(each -> "CAST(" + Sql.name(each) + " AS VARCHAR)")
        .collect(Collectors.joining(", ", "CAST(to_json([", "]) AS VARCHAR)"));
  }

  private static long rows(Database database, Side side, String source) throws SQLException {
    return database.count("SELECT count(*) FROM " + place(database, side, source));
  }

  private static String place(Database database, Side side, String source) throws SQLException {
    return database
        .one(
            "SELECT schema_name, table_name FROM "
                + side
                + ".main._leat_schema"
                + " WHERE source_table = ? LIMIT 1",
            row -> side + "." + Sql.name(row.getString(1)) + "." + Sql.name(row.getString(2)),
            source)
        .orElseThrow(() -> new SQLException("no table " + source));
  }

  /** Names and types, in the order of the names; empty if there is no such table. */
  private static List<String> columns(Database database, Side side, String source)
      throws SQLException {
    return database.all(
        "SELECT c.column_name || ' ' || c.data_type FROM duckdb_columns() c WHERE "
            + here(side)
            + " AND c.column_name NOT LIKE '\\_leat\\_%' ESCAPE '\\' ORDER BY ALL",
        row -> row.getString(1),
        source);
  }

  /** The stored names of these columns of the source; of all columns if there are none. */
  private static List<String> names(
      Database database, Side side, String source, List<String> columns) throws SQLException {
    List<String> names = new ArrayList<>();
    if (columns.isEmpty()) {
      return database.all(
          "SELECT c.column_name FROM duckdb_columns() c WHERE "
              + here(side)
              + " AND c.column_name NOT LIKE '\\_leat\\_%' ESCAPE '\\' ORDER BY ALL",
          row -> row.getString(1),
          source);
    }
    for (String column : columns) {
      names.add(
          database
              .one(
                  "SELECT column_name FROM "
                      + side
                      + ".main._leat_schema WHERE source_table = ? AND source_column = ?",
                  row -> row.getString(1),
                  source,
                  column)
              .orElseThrow(() -> new SQLException("no column " + column + " of " + source)));
    }
    return names;
  }

  private static String here(Side side) {
    return "lower(c.database_name) = lower('"
        + side
        + "') AND (c.schema_name, c.table_name) IN (SELECT (schema_name, table_name) FROM "
        + side
        + ".main._leat_schema WHERE source_table = ?)";
  }
}
