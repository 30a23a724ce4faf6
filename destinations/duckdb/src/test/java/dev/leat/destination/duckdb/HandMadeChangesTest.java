package dev.leat.destination.duckdb;

import dev.leat.destination.sql.HandMadeChangesBehaviour;
import dev.leat.destination.sql.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HandMadeChangesTest extends HandMadeChangesBehaviour {

  @TempDir Path folder;

  @Override
  public TestDatabase emptyDatabase() {
    return TestFile.in(folder);
  }
}
