package dev.leat.destination.duckdb;

import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.HeldDatabase;
import dev.leat.destination.sql.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** A DuckDB file that is open and locked. For use by one thread. */
record HeldFile(
    DatabaseFile file, PipelineLock lock, Database database, Optional<PublishedCopy> copy)
    implements HeldDatabase {

  @Override
  public void committed() throws SQLException {
    if (copy.isPresent()) {
      copy.get().replace(database);
    }
  }

  @Override
  public void expect(int columns, long batchBytes, long bytes, long rows) throws SQLException {
    database.execute(
        "SET memory_limit = "
            + Sql.text(DatabaseFile.memoryFor(columns, batchBytes, bytesOfStep(bytes, rows))));
  }

  /** How much of what is to be committed DuckDB holds in one step of a query. */
  private static long bytesOfStep(long bytes, long rows) {
    return Math.min(bytes, bytes / Math.max(1, rows) * DatabaseFile.STEP_ROWS);
  }

  @Override
  public RuntimeException explained(SQLException e) {
    return file.explainedDuringSync(e);
  }

  @Override
  public void close() {
    try (lock) {
      try {
        database.close();
      } finally {
        file.deleteSpill();
      }
    } catch (SQLException | IOException | RuntimeException e) {
      System.getLogger(HeldFile.class.getName())
          .log(System.Logger.Level.WARNING, "Closing " + file.path() + " failed", e);
    }
  }
}
