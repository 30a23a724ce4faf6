package dev.leat.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.destination.sql.InjectionBehaviour;
import dev.leat.destination.sql.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class InjectionTest extends InjectionBehaviour {

  @TempDir Path folder;

  @Override
  public TestDatabase emptyDatabase() {
    return TestFile.in(folder);
  }

  @Override
  protected void nothingElseIsThere() throws Exception {
    assertThat(pipeline.query("SELECT count(*) FROM duckdb_databases() WHERE NOT internal"))
        .containsExactly("1");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(each -> each.getFileName().toString()))
          .allMatch(each -> each.startsWith("leat.duckdb"));
    }
  }
}
