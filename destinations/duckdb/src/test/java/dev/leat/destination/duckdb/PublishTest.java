package dev.leat.destination.duckdb;

import static dev.leat.destination.sql.SqlPipeline.batch;
import static dev.leat.destination.sql.SqlPipeline.state;
import static dev.leat.destination.sql.SqlPipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.destination.sql.Database;
import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.RunRecord.Outcome;
import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.Session;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy to read, which is one commit or another. */
class PublishTest {

  private static final Table USER = Table.named("user").key("id");

  @TempDir Path folder;
  private Pipeline pipeline;
  private Path copy;
  private Destination publishing;

  @BeforeEach
  void makePipeline() {
    pipeline = new Pipeline(folder.resolve("leat.duckdb"));
    copy = folder.resolve("copy.duckdb");
    publishing = pipeline.destination().publishing(copy);
  }

  @Test
  void eachCommitReplacesTheCopyAndWhoReadsTheOldOneGoesOn() throws Exception {
    try (Session session = begin()) {
      session.declare(USER);
      session.write(batch(upsert("user", "{\"id\":1,\"tags\":[1]}")));
      session.commit(state("user"), pipeline.run(Outcome.RUNNING));
      assertThat(ids()).containsExactly("1");
      try (Database reader = reader()) {
        session.write(batch(upsert("user", "{\"id\":2}")));
        assertThat(ids()).containsExactly("1");
        session.commit(state("user"), pipeline.run(Outcome.RUNNING));
        assertThat(ids(reader)).containsExactly("1");
      }
      assertThat(ids()).containsExactly("1", "2");
      session.finish(pipeline.run(Outcome.COMPLETE));
    }

    try (Database reader = reader()) {
      assertThat(reader.all("SELECT outcome FROM _leat_runs", row -> row.getString(1)))
          .containsExactly("COMPLETE");
    }
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void theCopyIsForItsOwnerOnlyUntilItIsOpenedToOthers() throws Exception {
    syncNothing();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    syncNothing();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-r--r--");
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("leat.duckdb", "leat.duckdb.lock", "copy.duckdb");
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemoved() throws Exception {
    Path left = Files.createDirectory(folder.resolve(".copy.duckdb.new"));
    Files.writeString(left.resolve("next.duckdb"), "half");
    syncNothing();

    assertThat(left).doesNotExist();
    assertThat(copy).exists();
  }

  @Test
  void aFileOfSomethingElseIsNotReplaced() throws Exception {
    Files.writeString(copy, "precious");

    assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a DuckDB database");
    assertThat(copy).hasContent("precious");
    Destination itself = pipeline.destination().publishing(folder.resolve("./leat.duckdb"));
    assertThatThrownBy(() -> itself.begin(request()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is the database itself");
  }

  private void syncNothing() throws Exception {
    try (Session session = begin()) {
      session.finish(pipeline.run(Outcome.COMPLETE));
    }
  }

  private Session begin() throws InterruptedException {
    return publishing.begin(request());
  }

  private static SessionRequest request() {
    return new SessionRequest(
        "people",
        "run-1",
        SchemaContract.EVOLVE,
        SessionRequest.Deletes.HARD,
        SessionRequest.Start.RESUME,
        Clock.systemUTC());
  }

  private Database reader() {
    return new DatabaseFile(copy, DriverLoader::driver).openToRead();
  }

  private List<String> ids() throws Exception {
    try (Database reader = reader()) {
      return ids(reader);
    }
  }

  private static List<String> ids(Database reader) throws Exception {
    return reader.all("SELECT id FROM people.user ORDER BY id", row -> row.getString(1));
  }
}
