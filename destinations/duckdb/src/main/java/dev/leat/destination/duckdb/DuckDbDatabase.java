package dev.leat.destination.duckdb;

import dev.leat.destination.sql.BulkLoad;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

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

  /**
   * DuckDB calls a file by its name as well: if that is the schema's too, it takes {@code
   * keyset.user} for neither. In the main schema of such a file it finds the table.
   */
  @Override
  public String newSchema(String pipeline) {
    String name = super.newSchema(pipeline);
    return name.equalsIgnoreCase(catalog) ? dialect().systemSchema() : name;
  }

  @Override
  public Optional<String> trouble(String schema) {
    return schema.equalsIgnoreCase(catalog)
        ? Optional.of(
            ("Schema %1$s has the name of its file, and DuckDB cannot tell them apart: write"
                    + " %1$s.%1$s.TABLE in queries, or rename the file")
                .formatted(schema))
        : Optional.empty();
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
