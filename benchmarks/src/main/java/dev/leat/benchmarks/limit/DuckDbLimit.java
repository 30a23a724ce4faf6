package dev.leat.benchmarks.limit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Loads rows from a file of JSON lines with DuckDB's own reader and merges them in one transaction:
 * what is known about them is in the statement, and nothing is checked or recorded.
 */
public final class DuckDbLimit {

  private static final String COLUMNS =
      "{id: 'VARCHAR', name: 'VARCHAR', email: 'VARCHAR', address: 'VARCHAR', company: 'VARCHAR',"
          + " job: 'VARCHAR', \"updatedAt\": 'TIMESTAMPTZ', \"createdAt\": 'TIMESTAMPTZ'}";

  private DuckDbLimit() {}

  /**
   * Loads.
   *
   * @param arguments the database; the file of rows, one object a line
   */
  public static void main(String[] arguments) throws SQLException {
    String file = arguments[1].replace("'", "''");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS user_rows (id VARCHAR, name VARCHAR, email VARCHAR, address"
              + " VARCHAR, company VARCHAR, job VARCHAR, updated_at TIMESTAMPTZ, created_at"
              + " TIMESTAMPTZ)");
      statement.execute(
          "CREATE TEMP TABLE staged AS SELECT * FROM read_json('%s', format='newline_delimited', columns=%s)"
              .formatted(file, COLUMNS));
      statement.execute("BEGIN");
      statement.execute("DELETE FROM user_rows USING staged WHERE user_rows.id = staged.id");
      statement.execute("INSERT INTO user_rows SELECT * FROM staged");
      statement.execute("COMMIT");
    }
  }
}
