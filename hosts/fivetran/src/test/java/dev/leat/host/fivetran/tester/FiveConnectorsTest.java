package dev.leat.host.fivetran.tester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connector.keyset.KeysetConnector;
import dev.leat.connector.offset.OffsetConnector;
import dev.leat.connector.replay.ReplayConnector;
import dev.leat.connector.stepsize.StepSizeConnector;
import dev.leat.connector.timestamp.TimestampConnector;
import dev.leat.host.fivetran.HostInMemory;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Person;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The five example connectors under Fivetran's rules: what the contract test of all hosts does not
 * see, because it looks at rows and states only.
 */
class FiveConnectorsTest {

  private static final TableId USER = new TableId("", "user");

  /**
   * @param settings beside the base URL
   * @param updatable id of a row whose update the strategy sees
   */
  private record Example(
      Connector connector, Endpoint endpoint, Map<String, String> settings, String updatable) {
    @Override
    public String toString() {
      return connector.info().name();
    }
  }

  private final Playground playground =
      Playground.start(
          PlaygroundOptions.defaults()
              .withRows(230)
              .withTies(3)
              .withSpacing(Duration.ofMinutes(10)));

  @AfterEach
  void stop() {
    playground.close();
  }

  static Stream<Example> examples() {
    return Stream.of(
        new Example(new KeysetConnector(), Endpoint.KEYSET, Map.of(), "7"),
        new Example(new OffsetConnector(), Endpoint.OFFSET, Map.of(), "7"),
        new Example(new TimestampConnector(), Endpoint.TIMESTAMP, Map.of(), "7"),
        // Ranges far below the highest id are closed; only those that are open are read again.
        new Example(new StepSizeConnector(), Endpoint.STEP, Map.of("step_size", "50"), "229"),
        new Example(new ReplayConnector(), Endpoint.REPLAY, Map.of(), "7"));
  }

  /** A connector served, and Fivetran in front of it. */
  private final class Stage implements AutoCloseable {

    private final Violations violations = new Violations();
    private final HostInMemory host;
    private final Platform platform;
    private final PlatformStore store;

    Stage(Example example, Connector connector) {
      host = HostInMemory.serving(connector, Clock.systemUTC());
      TesterOptions options = TesterOptions.defaults();
      platform = new Platform(host.channel(), settings(example), options.patience(), violations);
      store = new PlatformStore(Catalog.of(platform.schema(), violations));
    }

    PlatformStore freshStore() {
      return new PlatformStore(Catalog.of(platform.schema(), violations));
    }

    UpdateOutcome update() {
      UpdateOutcome outcome = platform.update(store, Choice.everything(), Long.MAX_VALUE);
      assertThat(outcome.isSuccess()).as("%s, log: %s", outcome, host.log()).isTrue();
      return outcome;
    }

    @Override
    public void close() {
      host.close();
      assertThat(violations.lines()).as("breaches of the contract").isEmpty();
    }
  }

  private Map<String, String> settings(Example example) {
    Map<String, String> settings = new HashMap<>(example.settings());
    settings.put("base_url", playground.endpoint(example.endpoint()).toString());
    return settings;
  }

  private Set<Map<String, String>> source() {
    return playground.people().stream().map(FiveConnectorsTest::row).collect(Collectors.toSet());
  }

  private static Map<String, String> row(Person person) {
    Map<String, String> row = new HashMap<>();
    row.put("id", person.id());
    row.put("name", person.name());
    row.put("email", person.email());
    row.put("address", person.address());
    row.put("company", person.company());
    row.put("job", person.job());
    row.put("updatedAt", person.updatedAt().toString());
    row.put("createdAt", person.createdAt().toString());
    return row;
  }

  private static Set<Map<String, String>> stored(PlatformStore store) {
    return Set.copyOf(store.rows(USER));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theNextSyncSendsLittleMoreThanWhatIsNewAndWhatHasChanged(Example example) {
    try (Stage stage = new Stage(example, example.connector())) {
      stage.update();
      playground.people().insert();
      playground.people().insert();
      playground.people().update(example.updatable(), person -> person.withName("Renamed"));
      UpdateOutcome second = stage.update();
      assertThat(stored(stage.store)).hasSize(232).isEqualTo(source());
      assertThat(second.counts().rows()).isLessThan(200);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aSyncThatIsKilledAfterAnyMessageIsResumedWithoutLoss(Example example) {
    try (Stage stage = new Stage(example, example.connector())) {
      long messages = stage.update().counts().messages();
      assertThat(messages).isGreaterThan(1);
      for (long moment = 1; moment <= messages; moment++) {
        PlatformStore killed = stage.freshStore();
        stage.platform.update(killed, Choice.everything(), moment);
        stage.platform.update(killed, Choice.everything(), Long.MAX_VALUE);
        assertThat(stored(killed)).as("killed after message %d", moment).isEqualTo(source());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aFieldThatAppearsInTheSourceAppearsInTheStore(Example example) {
    try (Stage stage = new Stage(example, new GrowingConnector(example.connector(), 100))) {
      stage.update();
      assertThat(stage.store.catalog().columns(USER).orElseThrow()).containsKey("nickname");
      assertThat(stage.store.rows(USER))
          .hasSize(230)
          .filteredOn(row -> "N".equals(row.get("nickname")))
          .hasSize(130);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theTesterFindsTheServerGood(Example example) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (HostInMemory host = HostInMemory.serving(example.connector(), Clock.systemUTC())) {
      assertThat(
              FivetranTester.run(
                      host.channel(),
                      settings(example),
                      TesterOptions.defaults(),
                      new PrintStream(said, true, StandardCharsets.UTF_8))
                  .number())
          .as(said.toString(StandardCharsets.UTF_8))
          .isZero();
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Operation     | Calls", "Upserts       | 230", "Blank form: refused")
        .endsWith("Good: the server keeps the contract, 230 rows are stored\n");
  }
}
