package dev.leat.destination.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open database: statements, transactions, bulk loading. For use by one thread. */
final class Database implements AutoCloseable {

  private final Connection connection;
  private final Driver driver;
  private final Runnable logIsPrivate;
  private final String catalog;

  /** Reads one row of a result. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row of a result. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * Takes over an open connection.
   *
   * @param logIsPrivate sees to it that nobody else can read what the next transaction writes
   */
  Database(Connection connection, Driver driver, Runnable logIsPrivate) throws SQLException {
    this.connection = connection;
    this.driver = driver;
    this.logIsPrivate = logIsPrivate;
    this.catalog =
        one("SELECT current_database()", row -> row.getString(1))
            .orElseThrow(() -> new SQLException("DuckDB names no current database"));
  }

  /** A table's name with everything before it, quoted. */
  String qualified(String schema, String table) {
    return Sql.name(catalog) + "." + Sql.name(schema) + "." + Sql.name(table);
  }

  /** A schema's name with everything before it, quoted. */
  String qualified(String schema) {
    return Sql.name(catalog) + "." + Sql.name(schema);
  }

  /** The name of the file's catalog, not quoted. */
  String catalog() {
    return catalog;
  }

  /** Runs a statement. */
  void execute(String sql, Object... values) throws SQLException {
    if (values.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return;
    }
    try (PreparedStatement statement = prepared(sql, values)) {
      statement.execute();
    }
  }

  /** Runs a statement that changes rows, and counts them. */
  long change(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The rows of a query, in its order. */
  <T> List<T> all(String sql, RowReader<T> reader, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** Hands over the rows of a query, in its order. */
  void each(String sql, RowConsumer consumer) throws SQLException {
    try (PreparedStatement statement = prepared(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    }
  }

  /** The first row of a query; empty if there is none. */
  <T> Optional<T> one(String sql, RowReader<T> reader, Object... values) throws SQLException {
    return all(sql, reader, values).stream().findFirst();
  }

  /** A count. */
  long count(String sql, Object... values) throws SQLException {
    return one(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Starts a transaction that writes. */
  void begin() throws SQLException {
    logIsPrivate.run();
    execute("BEGIN TRANSACTION");
  }

  /** Ends the transaction. */
  void commit() throws SQLException {
    execute("COMMIT");
  }

  /** Gives the transaction up; never throws, for the failure that led here is the one to tell. */
  void rollback(Exception because) {
    try {
      execute("ROLLBACK");
    } catch (SQLException alreadyOver) {
      because.addSuppressed(alreadyOver);
    }
  }

  /** A way to load rows in bulk. */
  Driver.BulkLoad bulkLoad() throws SQLException {
    return driver.bulkLoad(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
