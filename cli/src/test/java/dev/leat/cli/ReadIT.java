package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leat.architecture.Sources;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.protocol.wire.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code leat read}: standard output holds protocol lines and nothing else. */
class ReadIT {

  private static Playground playground;

  @TempDir Path folder;

  @BeforeAll
  static void startSource() {
    playground = Playground.start(PlaygroundOptions.defaults().withRows(5_000));
  }

  @AfterAll
  static void stopSource() {
    playground.close();
  }

  @Test
  void printsLinesThatTheProtocolsSchemaAccepts() throws InterruptedException {
    LeatProcess.Ended read = leat().run("read", "keyset");

    assertThat(read.exitCode()).as(read.err()).isZero();
    List<String> lines = read.out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(5_000).allSatisfy(ReadIT::isProtocol);
    assertThat(lines.get(0)).startsWith("{\"type\":\"hello\"");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"type\":\"end\",\"result\":\"complete\"}");
  }

  @Test
  void endsQuietlyWhenItsReaderHasSeenEnough() throws InterruptedException {
    LeatProcess.Ended head =
        leat()
            .shell(
                "./leat read keyset --config "
                    + Sources.checkout().resolve("connectors/keyset/configuration.json")
                    + " | head -n 3");

    assertThat(head.exitCode()).as(head.all()).isZero();
    assertThat(head.out().lines().toList()).hasSize(3).allSatisfy(ReadIT::isProtocol);
    assertThat(head.err()).doesNotContain("Exception");
  }

  @Test
  void stopsAfterTheLimit() throws InterruptedException {
    LeatProcess.Ended read = leat().run("read", "keyset", "--limit", "10");

    assertThat(read.out().lines().filter(line -> line.startsWith("{\"type\":\"upsert\"")))
        .hasSize(10);
    assertThat(read.out().lines().toList()).allSatisfy(ReadIT::isProtocol);
  }

  @Test
  void resumesFromAStateAndSendsOnlyWhatMustBeReadAgain() throws Exception {
    LeatProcess.Ended first = leat().run("read", "keyset");
    String checkpoint =
        first
            .out()
            .lines()
            .filter(line -> line.startsWith("{\"type\":\"checkpoint\""))
            .reduce((a, b) -> b)
            .orElseThrow();
    String state =
        checkpoint.substring(
            checkpoint.indexOf("\"state\":") + 8, checkpoint.indexOf(",\"counts\""));
    java.nio.file.Files.writeString(folder.resolve("state.json"), state);

    LeatProcess.Ended second = leat().run("read", "keyset", "--state", "state.json");

    assertThat(second.exitCode()).as(second.all()).isZero();
    assertThat(second.out().lines().filter(line -> line.startsWith("{\"type\":\"upsert\"")))
        .hasSizeLessThan(3);
  }

  @Test
  void leavesACheckpointBehindWhenItIsAskedToStop() throws Exception {
    try (Playground slow =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(5_000)
                .withLatency(java.time.Duration.ofMillis(50)))) {
      LeatProcess.Running running =
          LeatProcess.in(folder)
              .with("LEAT_BASE_URL", slow.endpoint(Endpoint.KEYSET).toString())
              .start("read", "keyset");
      // Whether rows come in order is believed after twenty pages; before that nothing is claimed.
      while (slow.requests().count() < 40) {
        running.process().waitFor(20, TimeUnit.MILLISECONDS);
      }
      // Not process().destroy(), which closes what is still to be read.
      running.process().toHandle().destroy();
      LeatProcess.Ended ended = running.ended();

      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(143);
      List<String> lines = ended.out().lines().toList();
      assertThat(lines).allSatisfy(ReadIT::isProtocol);
      assertThat(lines.get(lines.size() - 1)).startsWith("{\"type\":\"checkpoint\"");
    }
  }

  private LeatProcess leat() {
    return LeatProcess.in(folder)
        .with("LEAT_BASE_URL", playground.endpoint(Endpoint.KEYSET).toString());
  }

  private static void isProtocol(String line) {
    assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
  }

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Protocol.schema(), InputFormat.JSON);
}
