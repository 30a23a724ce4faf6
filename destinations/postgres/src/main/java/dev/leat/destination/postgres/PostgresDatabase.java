package dev.leat.destination.postgres;

import dev.leat.destination.sql.BulkLoad;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** An open PostgreSQL database. For use by one thread. */
final class PostgresDatabase extends Database {

  private static final int SECONDS_TO_ANSWER = 5;

  PostgresDatabase(Connection connection) {
    super(connection, PostgresDialect.INSTANCE);
  }

  @Override
  public String qualified(String schema) {
    return Sql.name(schema);
  }

  @Override
  public BulkLoad bulkLoad() {
    return new BinaryCopy(this::connection);
  }

  @Override
  public void begin() throws SQLException {
    connection().setAutoCommit(false);
  }

  @Override
  public void commit() throws SQLException {
    connection().commit();
    connection().setAutoCommit(true);
  }

  @Override
  public void rollback(Exception because) {
    try {
      if (!connection().getAutoCommit()) {
        connection().rollback();
        connection().setAutoCommit(true);
      }
    } catch (SQLException lost) {
      because.addSuppressed(lost);
    }
  }

  /** Whether the server still answers. */
  boolean isAlive() {
    try {
      return connection().isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Goes on with another connection; what was temporary is gone. */
  void goOnWith(PostgresDatabase other) {
    try {
      connection().close();
    } catch (SQLException lost) {
      // That is why there is another.
    }
    connection(other.connection());
  }

  @Override
  protected Object parameter(Object value) {
    return value instanceof String text ? text.replace('\0', '\uFFFD') : value;
  }
}
