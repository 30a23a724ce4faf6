package dev.leat.destination.duckdb;

import dev.leat.destination.sql.SqlPipeline;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A pipeline into a DuckDB file. */
final class Pipeline extends SqlPipeline {

  Pipeline(Path file) {
    super(new TestFile(file), "people");
  }

  /** As DuckDB calls them. */
  @Override
  public List<String> types(String table) throws SQLException {
    return query(
        "SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = '"
            + table
            + "' AND column_name NOT LIKE '\\_leat%' ESCAPE '\\' ORDER BY column_index");
  }
}
