package dev.leat.destination.duckdb;

import static dev.leat.destination.duckdb.Pipeline.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.engine.destination.Destination;
import dev.leat.engine.destination.DestinationProvider;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.Session;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.schema.Table;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  private static final Table USER = Table.named("user").key("id");

  @TempDir Path folder;
  private Path file;
  private Pipeline pipeline;

  @BeforeEach
  void makePipeline() {
    file = folder.resolve("leat.duckdb");
    pipeline = new Pipeline(file);
  }

  @Test
  void isFoundByItsScheme() {
    assertThat(ServiceLoader.load(DestinationProvider.class))
        .extracting(DestinationProvider::scheme)
        .contains("duckdb");
  }

  @Test
  void asksAndResetsWithoutMakingTheFile() throws Exception {
    Destination destination = pipeline.destination();

    assertThat(destination.state("people")).isEmpty();
    assertThat(destination.runs()).isEmpty();
    destination.replaceState("people", Optional.empty());
    assertThat(file).doesNotExist();
  }

  @Test
  void theDatabaseAndItsLockAreForTheirOwnerOnly() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));

    try (var files = Files.list(folder)) {
      assertThat(files)
          .allSatisfy(
              each ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                      .isEqualTo("rw-------"));
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("leat.duckdb", "leat.duckdb.lock");
    }
  }

  @Test
  void aPipelineAndAFileOfTheSameNameCanBeQueried() throws Exception {
    Pipeline same = new Pipeline(folder.resolve("People.duckdb"));
    same.sync(USER, upsert("user", "{\"id\":1}"));
    same.sync(USER, upsert("user", "{\"id\":2}"));

    assertThat(same.query("SELECT id FROM people.user ORDER BY id")).containsExactly("1", "2");
    assertThat(same.warnings()).isEmpty();
  }

  @Test
  void rowsStayWhereTheyAreWhenTheFileGetsTheNameOfItsPipelineOrAnother() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    Path renamed = Files.move(file, folder.resolve("people.duckdb"));
    Pipeline same = new Pipeline(renamed);
    same.sync(USER, upsert("user", "{\"id\":2}"));

    assertThat(same.query("SELECT id FROM people.people.user ORDER BY id"))
        .containsExactly("1", "2");
    assertThat(same.warnings()).singleElement().asString().contains("write people.people.TABLE");
    new Pipeline(Files.move(renamed, file)).sync(USER, upsert("user", "{\"id\":3}"));
    assertThat(pipeline.query("SELECT id FROM people.user ORDER BY id"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aSecondSyncOfThisProcessIsRefused() throws Exception {
    try (Session first = pipeline.begin()) {
      assertThatThrownBy(pipeline::begin)
          .isInstanceOf(PipelineBusyException.class)
          .hasMessage(
              "pipeline people is being synced by process "
                  + ProcessHandle.current().pid()
                  + " since 2026-11-21T12:00:00Z: wait for it or stop it");
      assertThat(first.state()).isEmpty();
    }
    pipeline.begin().close();
  }

  @Test
  void aSyncOfAnotherProcessIsRefusedWithItsPid() throws Exception {
    Process holder = child(Holder.class, file.toString(), "sync");
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");
      assertThatThrownBy(pipeline::begin)
          .isInstanceOf(PipelineBusyException.class)
          .hasMessageContaining("pipeline people is being synced by process " + holder.pid());
      assertThatThrownBy(() -> pipeline.destination().state("people"))
          .isInstanceOf(PipelineBusyException.class)
          .hasMessageContaining("process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    pipeline.begin().close();
  }

  @Test
  void aDatabaseHeldByAnotherProgramIsRefusedWithItsPid() throws Exception {
    Process holder = child(Holder.class, file.toString(), "plain");
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");
      assertThatThrownBy(pipeline::begin)
          .isInstanceOf(PipelineBusyException.class)
          .hasMessageContaining(file + " is held by process " + holder.pid())
          .hasMessageContaining("stop that process");
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFileOfAnotherFormatIsLeftAlone() throws Exception {
    Files.writeString(file, "SQLite format 3\0 and so on");

    assertRefused(" is a file of another format, not a DuckDB database");
    assertThat(Files.readString(file)).startsWith("SQLite");
    Files.write(file, new byte[0]);
    assertRefused(" is empty, not a DuckDB database");
  }

  @Test
  void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");
    Files.createSymbolicLink(folder.resolve("leat.duckdb.lock"), precious);

    assertRefused(".lock cannot be written");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void aDamagedFileIsLeftAlone() throws Exception {
    pipeline.sync(USER, upsert("user", "{\"id\":1}"));
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4096; i < 12_288; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);

    assertRefused(" is damaged (");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Files.write(file, Arrays.copyOf(bytes, 5_000));
    assertRefused(" is damaged (");
  }

  @Test
  void aFolderAndAMissingFolderAreRefused() throws Exception {
    Files.createDirectory(file);
    assertRefused(" is a folder, not a file");

    Path nowhere = folder.resolve("no/such/leat.duckdb");
    assertThatThrownBy(new Pipeline(nowhere)::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("create the folder");
  }

  @Test
  void anAddressWithoutAPathIsRefused() {
    assertThatThrownBy(() -> new DuckDbProvider().at(" "))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("duckdb:PATH");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(pipeline::begin)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file + message);
  }

  static Process child(Class<?> main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Holds a database in a process of its own until it is killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      Path path = Path.of(arguments[0]);
      AutoCloseable held =
          arguments[1].equals("sync")
              ? new Pipeline(path).begin()
              : DriverLoader.driver().open(path.toString(), new Properties());
      System.out.println("held");
      System.in.read();
      held.close();
    }
  }
}
