package dev.leat.destination.duckdb;

import dev.leat.destination.sql.BulkLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** What this destination needs of the DuckDB driver. Thread-safe. */
public interface Driver {

  /**
   * Opens a database.
   *
   * @param path the file; it is created if it is not there
   * @param settings DuckDB's own, by name
   */
  Connection open(String path, Properties settings) throws SQLException;

  /**
   * Makes a table function that yields blocks of rows.
   *
   * @param connection one that {@link #open} gave
   */
  BulkLoad bulkLoad(Connection connection) throws SQLException;
}
