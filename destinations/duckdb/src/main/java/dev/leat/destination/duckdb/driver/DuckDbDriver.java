package dev.leat.destination.duckdb.driver;

import dev.leat.destination.duckdb.Driver;
import dev.leat.destination.sql.BulkLoad;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The DuckDB driver that this class was loaded with. Thread-safe. */
public final class DuckDbDriver implements Driver {

  /** A driver; the native library is loaded when the first database is opened. */
  public DuckDbDriver() {}

  @Override
  public Connection open(String path, Properties settings) throws SQLException {
    return new DuckDBDriver().connect("jdbc:duckdb:" + path, settings);
  }

  @Override
  public BulkLoad bulkLoad(Connection connection) throws SQLException {
    return new BlockFunction(connection);
  }
}
