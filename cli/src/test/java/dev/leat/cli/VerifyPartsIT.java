package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill loop over what is read in parts: parents and their children, rows with children in them,
 * partitions and tables that are read together, exports.
 *
 * <p>{@code -Dleat.kills=200} kills so often each, {@code every:N} at each N-th message, batch and
 * step of a commit; {@code -Dleat.seed=7} repeats a run.
 */
class VerifyPartsIT {

  private static final String KILLS = System.getProperty("leat.kills", "2");
  private static final String EVERY = "every:";
  private static final long SEED = Long.getLong("leat.seed", 1L);

  @TempDir Path folder;
  private LeatProcess leat;
  private Path temporary;

  @BeforeEach
  void ownTemporaryFiles() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    leat = LeatProcess.in(folder).with("LEAT_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
  }

  @Test
  void parentsAndTheirChildren() throws Exception {
    assertNothingIsLostOrDoubled("github-issues", 90);
  }

  @Test
  void eventsAndWhatTheyConsistOf() throws Exception {
    assertNothingIsLostOrDoubled("zendesk", 90);
  }

  @Test
  void partitionsAndTablesThatAreReadTogether() throws Exception {
    assertNothingIsLostOrDoubled(jarOf(PartsConnector.class), 60);
  }

  @Test
  void exports() throws Exception {
    assertNothingIsLostOrDoubled(jarOf(ExportConnector.class), 90);
  }

  private void assertNothingIsLostOrDoubled(String connector, int rows) throws Exception {
    PlaygroundOptions options =
        PlaygroundOptions.defaults().withRows(rows).withPageCap(3).withTies(2);
    List<String> arguments = new ArrayList<>(List.of("verify", connector, "--json"));
    arguments.addAll(List.of("--seed", Long.toString(SEED)));
    arguments.addAll(
        KILLS.startsWith(EVERY)
            ? List.of("--every", KILLS.substring(EVERY.length()))
            : List.of("--kills", KILLS));
    try (Playground source = Playground.start(options)) {
      LeatProcess.Ended ended =
          leat.with("LEAT_BASE_URL", source.address().toString())
              .with("LEAT_OWNER", "leat")
              .with("LEAT_REPOSITORY", "playground")
              .with("LEAT_EMAIL", Playground.EMAIL)
              .with("LEAT_API_TOKEN", "none-is-asked-for")
              .run(arguments.toArray(String[]::new));

      assertThat(ended.exitCode()).as(ended.all()).isZero();
      assertThat(ended.out())
          .contains("\"verdict\":\"right\"", "\"lost\":0", "\"doubled\":0", "\"leaked_bytes\":0")
          .doesNotContain("\"struck\":0");
      assertThat(temporary).as("scratch files").isEmptyDirectory();
    }
  }

  /** A jar with one connector of these tests, as an author would build it. */
  private String jarOf(Class<? extends Connector> connector) throws IOException {
    Path jar = folder.resolve(connector.getSimpleName() + ".jar");
    String path = connector.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        InputStream code = connector.getClassLoader().getResourceAsStream(path)) {
      entries.putNextEntry(new JarEntry(path));
      entries.write(code.readAllBytes());
      entries.putNextEntry(new JarEntry("META-INF/services/" + Connector.class.getName()));
      entries.write(connector.getName().getBytes(StandardCharsets.UTF_8));
    }
    return jar.toString();
  }
}
