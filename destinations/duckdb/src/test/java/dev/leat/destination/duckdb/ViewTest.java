package dev.leat.destination.duckdb;

import dev.leat.destination.sql.TestDatabase;
import dev.leat.destination.sql.ViewBehaviour;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ViewTest extends ViewBehaviour {

  @TempDir Path folder;

  @Override
  public TestDatabase emptyDatabase() {
    return TestFile.in(folder);
  }
}
