package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files and folders that real permissions keep from {@code leat}: one clear message, exit code 10,
 * nothing touched.
 */
class PermissionsIT {

  private static Playground playground;

  @TempDir static Path synced;
  @TempDir Path folder;
  private final List<Guarded> guarded = new ArrayList<>();

  /** A path with other permissions for the time of a test. */
  private record Guarded(Path path, String usual, String now) {}

  @BeforeAll
  static void startSourceAndSyncOnce() throws Exception {
    playground = Playground.start(PlaygroundOptions.defaults().withRows(20));
    for (String destination : List.of("duckdb:leat.duckdb", "jsonl:.")) {
      LeatProcess.Ended ended = leat(synced).run(sync(destination));
      assertThat(ended.exitCode()).as(ended.all()).isZero();
    }
    playground.people().change(new Changes(1, 1, 0, 1));
  }

  @AfterAll
  static void stopSource() {
    playground.close();
  }

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(folder.resolve("place"));
  }

  @AfterEach
  void openAgain() throws IOException {
    for (Guarded each : guarded) {
      permit(each.path(), each.usual());
    }
  }

  @Test
  void aDatabaseThatIsReadOnlyIsNotWrittenAndStillRead() throws Exception {
    Path database = withDatabase().resolve("leat.duckdb");
    only(database, "r--r--r--");

    refused("duckdb:place/leat.duckdb", "place/leat.duckdb is read-only: make it writable");

    LeatProcess.Ended runs = leat().run("runs", "--destination", "duckdb:place/leat.duckdb");
    assertThat(runs.exitCode()).as(runs.all()).isZero();
    assertThat(runs.out()).contains("keyset");
  }

  @Test
  void aDatabaseThatCannotBeReadIsLeftAlone() throws Exception {
    Path database = withDatabase().resolve("leat.duckdb");
    only(database, "---------");

    refused("duckdb:place/leat.duckdb", "place/leat.duckdb cannot be read", "permissions");
  }

  @Test
  void aDatabaseInAFolderThatIsReadOnlyIsNotWritten() throws Exception {
    only(withDatabase(), "r-xr-xr-x");

    refused("duckdb:place/leat.duckdb", "place, which is read-only: make it writable");
  }

  @Test
  void aDatabaseWhoseLockIsReadOnlyIsNotWritten() throws Exception {
    Path lock = withDatabase().resolve("leat.duckdb.lock");
    only(lock, "r--r--r--");

    refused("duckdb:place/leat.duckdb", "leat.duckdb.lock cannot be written");
  }

  @Test
  void noDatabaseIsMadeInAFolderThatIsReadOnly() throws Exception {
    only(folder.resolve("place"), "r-xr-xr-x");

    refused("duckdb:place/leat.duckdb", "place, which is read-only: make it writable");
  }

  @Test
  void noFileIsMadeInAFolderThatIsReadOnly() throws Exception {
    only(folder.resolve("place"), "r-xr-xr-x");

    refused(
        "jsonl:place",
        "place/keyset cannot be written (permission denied)",
        "change its permissions");
  }

  @Test
  void theFilesOfAFolderThatIsReadOnlyAreNotWritten() throws Exception {
    only(withRows().resolve("keyset"), "r-xr-xr-x");

    refused("jsonl:place", "place/keyset", "cannot be written", "change its permissions");
  }

  @Test
  void aFileOfRowsThatIsReadOnlyIsNotWritten() throws Exception {
    Path rows = withRows().resolve("keyset/user.jsonl");
    only(rows, "r--r--r--");

    LeatProcess.Ended ended = leat().run(sync("jsonl:place"));

    assertRefused(ended, "keyset/user.jsonl cannot be written (permission denied)");
    assertThat(rows).hasSameBinaryContentAs(synced.resolve("keyset/user.jsonl"));
  }

  @Test
  void aConfigurationThatCannotBeReadIsNamed() throws Exception {
    Path configuration = Files.writeString(folder.resolve("mine.json"), "{}");
    only(configuration, "---------");

    LeatProcess.Ended ended = leat().run("sync", "keyset", "--config", "mine.json");

    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(10);
    assertThat(ended.all()).contains("mine.json").doesNotContain("\tat ");
  }

  @Test
  void withoutACacheTheDriverOfDuckDbIsUnpackedForOneSync() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    only(cache, "r-xr-xr-x");

    LeatProcess.Ended ended =
        leat().with("XDG_CACHE_HOME", cache.toString()).run(sync("duckdb:place/leat.duckdb"));

    assertThat(ended.exitCode()).as(ended.all()).isZero();
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void withNowhereToUnpackTheDriverOfDuckDbNoDatabaseIsMade() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    only(cache, "r-xr-xr-x");

    LeatProcess.Ended ended =
        leat()
            .with("XDG_CACHE_HOME", cache.toString())
            .with("LEAT_JAVA_OPTIONS", "-Djava.io.tmpdir=" + cache)
            .run(sync("duckdb:place/leat.duckdb"));

    assertRefused(ended, "driver", cache + "/leat", "XDG_CACHE_HOME");
    assertThat(folder.resolve("place/leat.duckdb")).doesNotExist();
  }

  /** What a sync has left of a destination; the answer is the folder it is in. */
  private Path with(String... files) throws IOException {
    for (String file : files) {
      Path copy = folder.resolve("place").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(synced.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return folder.resolve("place");
  }

  private Path withDatabase() throws IOException {
    return with("leat.duckdb", "leat.duckdb.lock");
  }

  private Path withRows() throws IOException {
    return with("keyset/user.jsonl", "keyset/_leat_state.json", "keyset/_leat_runs.jsonl");
  }

  private void refused(String destination, String... parts) throws Exception {
    Map<Path, String> untouched = contents();
    assertRefused(leat().run(sync(destination)), parts);
    assertThat(contents()).isEqualTo(untouched);
  }

  private static void assertRefused(LeatProcess.Ended ended, String... parts) {
    assertThat(ended.exitCode()).as(ended.all()).isEqualTo(10);
    assertThat(ended.all()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
  }

  private static String[] sync(String destination) {
    return new String[] {"sync", "keyset", "--destination", destination};
  }

  private LeatProcess leat() {
    return leat(folder);
  }

  private static LeatProcess leat(Path directory) {
    return LeatProcess.in(directory)
        .boundByPermissions()
        .with("LEAT_BASE_URL", playground.endpoint(Endpoint.KEYSET).toString());
  }

  /** Everything in the folder, and in each file what it holds; not who had its lock last. */
  private Map<Path, String> contents() throws IOException {
    openAgain();
    Map<Path, String> contents = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("place"))) {
      paths
          .filter(each -> !each.toString().endsWith("lock"))
          .forEach(each -> contents.put(each, content(each)));
    }
    for (Guarded each : guarded) {
      permit(each.path(), each.now());
    }
    return contents;
  }

  private static String content(Path path) {
    try {
      return Files.isDirectory(path)
          ? "folder"
          : HexFormat.of().formatHex(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void only(Path path, String permissions) throws IOException {
    String usual = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    guarded.add(new Guarded(path, usual, permissions));
    permit(path, permissions);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
