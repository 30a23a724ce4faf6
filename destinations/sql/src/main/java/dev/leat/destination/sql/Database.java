package dev.leat.destination.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open database: statements, transactions, bulk loading. For use by one thread. */
public abstract class Database implements AutoCloseable {

  private Connection connection;
  private final Dialect dialect;

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {

    /** What a row says. */
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row of a result. */
  @FunctionalInterface
  public interface RowConsumer {

    /** Takes it. */
    void accept(ResultSet row) throws SQLException;
  }

  /** Takes over an open connection. */
  protected Database(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The open connection. */
  protected final Connection connection() {
    return connection;
  }

  /** Goes on with another connection. */
  protected final void connection(Connection other) {
    connection = other;
  }

  /** How this database spells what all can do. */
  public final Dialect dialect() {
    return dialect;
  }

  /** A table's name with everything before it, quoted. */
  public final String qualified(String schema, String table) {
    return qualified(schema) + "." + Sql.name(table);
  }

  /** The schema for the tables of a pipeline that has none yet, not quoted. */
  public String newSchema(String pipeline) {
    return dialect.schema(pipeline);
  }

  /** Why queries cannot name a schema as they usually do, and how they can; empty if they can. */
  public Optional<String> trouble(String schema) {
    return Optional.empty();
  }

  /** A schema's name with everything before it, quoted. */
  public abstract String qualified(String schema);

  /** A way to load rows in bulk. */
  public abstract BulkLoad bulkLoad() throws SQLException;

  /** Runs a statement. */
  public final void execute(String sql, Object... values) throws SQLException {
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
  public final long change(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The rows of a query, in its order. */
  public final <T> List<T> all(String sql, RowReader<T> reader, Object... values)
      throws SQLException {
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
  public final void each(String sql, RowConsumer consumer) throws SQLException {
    try (PreparedStatement statement = prepared(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    }
  }

  /** Hands over the whole result of a query, before its first row. */
  final void query(String sql, RowConsumer consumer) throws SQLException {
    try (PreparedStatement statement = prepared(sql);
        ResultSet rows = statement.executeQuery()) {
      consumer.accept(rows);
    }
  }

  /** The first row of a query; empty if there is none. */
  public final <T> Optional<T> one(String sql, RowReader<T> reader, Object... values)
      throws SQLException {
    return all(sql, reader, values).stream().findFirst();
  }

  /** A count. */
  public final long count(String sql, Object... values) throws SQLException {
    return one(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Starts a transaction that writes. */
  public void begin() throws SQLException {
    execute("BEGIN TRANSACTION");
  }

  /** Ends the transaction. */
  public void commit() throws SQLException {
    execute("COMMIT");
  }

  /** Gives the transaction up; never throws, for the failure that led here is the one to tell. */
  public void rollback(Exception because) {
    try {
      execute("ROLLBACK");
    } catch (SQLException alreadyOver) {
      because.addSuppressed(alreadyOver);
    }
  }

  /** Changes the schema in a transaction of its own; where it must be, it is durable afterwards. */
  final void changeSchema(List<String> changes) throws SQLException {
    begin();
    try {
      for (String change : changes) {
        execute(change);
      }
      commit();
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
    for (String next : dialect.afterSchemaChange()) {
      execute(next);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /**
   * Makes a temporary table anew; {@code content} is a list of columns or {@code AS SELECT ...}.
   */
  final void makeTemporary(String table, String content) throws SQLException {
    execute(dialect.temporaryTable(table, content));
  }

  /** Runs a statement if there is one. */
  final void execute(Optional<String> sql) throws SQLException {
    if (sql.isPresent()) {
      execute(sql.get());
    }
  }

  /** A value as a parameter of a statement. */
  protected Object parameter(Object value) {
    return value;
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, parameter(values[i]));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
