package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code leat new}: a stranger's first connector. */
class NewIT {

  private static final String OTHER_JACKSON =
      """
          <dependency>
            <groupId>com.fasterxml.jackson.core</groupId>
            <artifactId>jackson-databind</artifactId>
            <version>2.13.5</version>
          </dependency>
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"keyset", "offset", "timestamp", "step-size", "replay"})
  void theNewProjectCompilesPassesItsContractTestsAndSyncs(String strategy) throws Exception {
    LeatProcess leat = LeatProcess.in(folder);
    LeatProcess.Ended made = leat.run("new", "my-orders", "--strategy", strategy);
    assertThat(made.exitCode()).as(made.all()).isZero();

    // A version that was released never changes; the one that is being built does, and Maven would
    // go on with its copy of yesterday.
    LeatProcess.Ended built =
        leat.shell("rm -rf ~/.m2/repository/dev/leat; cd my-orders && mvn -B -q package 2>&1");
    assertThat(built.exitCode()).as(built.all()).isZero();

    Endpoint endpoint =
        strategy.equals("step-size")
            ? Endpoint.STEP
            : Endpoint.valueOf(strategy.toUpperCase(java.util.Locale.ROOT));
    try (Playground source = Playground.start(PlaygroundOptions.defaults())) {
      LeatProcess.Ended sync =
          leat.with("LEAT_BASE_URL", source.endpoint(endpoint).toString())
              .run("sync", "my-orders/target/my-orders-0.1.0.jar");
      assertThat(sync.exitCode()).as(sync.all()).isZero();
      assertThat(
              DemoTables.differences(
                  folder.resolve("leat.duckdb"), "my_orders", source.people().all()))
          .isEmpty();
    }
  }

  @Test
  void aConnectorBringsItsLibrariesAlsoAnotherVersionOfOneThatLeatUses() throws Exception {
    LeatProcess leat = LeatProcess.in(folder);
    leat.run("new", "other", "--strategy", "keyset");
    edit("other/pom.xml", "  <dependencies>", "  <dependencies>\n" + OTHER_JACKSON);
    edit(
        "other/src/main/java/com/example/other/OtherConnector.java",
        "\"0.1.0\"",
        "com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString()");

    LeatProcess.Ended built =
        leat.shell(
            "rm -rf ~/.m2/repository/dev/leat; cd other && mvn -B -q package -DskipTests 2>&1");
    assertThat(built.exitCode()).as(built.all()).isZero();
    String jar = "other/target/other-0.1.0.jar";

    try (Playground source = Playground.start(PlaygroundOptions.defaults().withRows(3))) {
      LeatProcess ready = leat.with("LEAT_BASE_URL", source.endpoint(Endpoint.KEYSET).toString());
      LeatProcess.Ended read = ready.run("read", jar);
      assertThat(read.exitCode()).as(read.all()).isZero();
      assertThat(read.out())
          .startsWith(
              "{\"type\":\"hello\",\"protocol\":1,\"connector\":\"other\",\"version\":\"2.13.5\"");
    }

    LeatProcess.Ended packed = leat.run("package", jar, "--as", "singer", "--to", "tap");
    assertThat(packed.exitCode()).as(packed.all()).isZero();
    assertThat(folder.resolve("tap/connector/other-0.1.0.jar")).exists();
    LeatProcess.Ended version = leat.shell("tap/tap-other --version");
    assertThat(version.out().strip()).as(version.all()).isEqualTo("tap-other 2.13.5");
  }

  @Test
  void theSourcesOfWhatAnAuthorSeesLieBesideTheProject() throws Exception {
    LeatProcess.Ended made = LeatProcess.in(folder).run("new", "orders", "--strategy", "keyset");

    assertThat(made.out()).contains("sources and the Javadoc of the SDK are in .leat/repository");
    try (FileSystem sources =
        FileSystems.newFileSystem(
            folder.resolve(
                "orders/.leat/repository/dev/leat/leat-sdk/0.1.0/leat-sdk-0.1.0-sources.jar"))) {
      assertThat(Files.readString(sources.getPath("dev/leat/sdk/Connector.java")))
          .contains("/**", "public interface Connector");
    }
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws InterruptedException {
    LeatProcess leat = LeatProcess.in(folder);
    leat.run("new", "orders", "--strategy", "keyset");

    LeatProcess.Ended again = leat.run("new", "orders", "--strategy", "offset");

    assertThat(again.exitCode()).isEqualTo(10);
    assertThat(again.err()).contains("not empty");
  }

  @Test
  void aStrategyThatIsNotThereIsRefusedWithTheOnesThatAre() throws InterruptedException {
    LeatProcess.Ended refused = LeatProcess.in(folder).run("new", "orders", "--strategy", "keyst");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("keyset, offset, timestamp, step-size, replay");
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }
}
