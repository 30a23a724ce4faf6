package dev.leat.destination.duckdb;

import dev.leat.destination.sql.BulkLoad;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** An open DuckDB file. For use by one thread. */
final class DuckDbDatabase extends Database {

  private final Driver driver;
  private final Runnable logIsPrivate;
  private final String catalog;

  /**
   * Takes over an open connection.
   *
   * @param logIsPrivate sees to it that nobody else can read what the next transaction writes
   */
  DuckDbDatabase(Connection connection, Driver driver, Runnable logIsPrivate) throws SQLException {
    super(connection, DuckDbDialect.INSTANCE);
    this.driver = driver;
    this.logIsPrivate = logIsPrivate;
    this.catalog =
        one("SELECT current_database()", row -> row.getString(1))
            .orElseThrow(() -> new SQLException("DuckDB names no current database"));
  }

  @Override
  public String qualified(String schema) {
    return Sql.name(catalog) + "." + Sql.name(schema);
  }

  @Override
  public BulkLoad bulkLoad() throws SQLException {
    return driver.bulkLoad(connection());
  }

  @Override
  public void begin() throws SQLException {
    logIsPrivate.run();
    super.begin();
  }
}
