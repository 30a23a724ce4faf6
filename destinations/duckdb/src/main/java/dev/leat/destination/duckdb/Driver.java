package dev.leat.destination.duckdb;

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

  /** Loads rows much faster than statements do. For use by one thread. */
  interface BulkLoad {

    /**
     * Appends the rows of a block to a table: its number columns, then its text columns, in order.
     *
     * @param table quoted
     */
    void append(String table, RowBlock block) throws SQLException;
  }
}
