package dev.leat.destination.duckdb;

import dev.leat.destination.sql.CommitBehaviour;
import dev.leat.destination.sql.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class CommitTest extends CommitBehaviour {

  @TempDir Path folder;

  @Override
  public TestDatabase emptyDatabase() {
    return TestFile.in(folder);
  }
}
