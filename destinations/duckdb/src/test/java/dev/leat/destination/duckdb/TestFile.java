package dev.leat.destination.duckdb;

import dev.leat.destination.sql.CommitStep;
import dev.leat.destination.sql.Database;
import dev.leat.destination.sql.Dialect;
import dev.leat.destination.sql.TestDatabase;
import dev.leat.engine.destination.Destination;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A DuckDB file under test. */
record TestFile(Path path) implements TestDatabase {

  /** A file in a folder. */
  static TestFile in(Path folder) {
    return new TestFile(folder.resolve("leat.duckdb"));
  }

  @Override
  public Destination destination(CommitStep.Observer observer) {
    return new DuckDbDestination(file(), observer);
  }

  @Override
  public Dialect dialect() {
    return DuckDbDialect.INSTANCE;
  }

  @Override
  public List<String> pseudoColumns() {
    return List.of("rowid");
  }

  @Override
  public Database open() {
    return file().openToRead();
  }

  @Override
  public void byHand(String sql) throws SQLException {
    try (Database database = file().openToWrite()) {
      database.execute(sql);
    }
  }

  private DatabaseFile file() {
    return new DatabaseFile(path, DriverLoader::driver);
  }
}
