package dev.leat.destination.duckdb;

import dev.leat.destination.sql.DeclaredTypesBehaviour;
import dev.leat.destination.sql.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeclaredTypesTest extends DeclaredTypesBehaviour {

  @TempDir Path folder;

  @Override
  public TestDatabase emptyDatabase() {
    return TestFile.in(folder);
  }
}
