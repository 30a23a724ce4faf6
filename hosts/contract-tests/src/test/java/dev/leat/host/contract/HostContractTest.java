package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connector.keyset.KeysetConnector;
import dev.leat.connector.offset.OffsetConnector;
import dev.leat.connector.replay.ReplayConnector;
import dev.leat.connector.stepsize.StepSizeConnector;
import dev.leat.connector.timestamp.TimestampConnector;
import dev.leat.host.contract.Platform.Ending;
import dev.leat.host.contract.Platform.Kind;
import dev.leat.host.contract.Platform.Reading;
import dev.leat.playground.Changes;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Person;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector under every platform: what the platform stores is what the source has. */
class HostContractTest {

  /** A connector, its endpoint, and whether the source can tell it of an update. */
  record Subject(Connector connector, Endpoint endpoint, boolean seesUpdates) {
    @Override
    public String toString() {
      return connector.info().name();
    }
  }

  @TempDir Path folder;
  private Playground playground;

  @BeforeEach
  void start() {
    playground = Playground.start(PlaygroundOptions.defaults().withRows(230).withTies(3));
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  static Stream<Arguments> all() {
    List<Subject> subjects =
        List.of(
            new Subject(new KeysetConnector(), Endpoint.KEYSET, true),
            new Subject(new OffsetConnector(), Endpoint.OFFSET, true),
            new Subject(new TimestampConnector(), Endpoint.TIMESTAMP, true),
            new Subject(new StepSizeConnector(), Endpoint.STEP, false),
            new Subject(new ReplayConnector(), Endpoint.REPLAY, true));
    return Stream.of(new AirbytePlatform(), new SingerPlatform(), new FivetranPlatform())
        .flatMap(platform -> subjects.stream().map(each -> Arguments.of(platform, each)));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void storesTheRowsOfTheSourceAtTheFirstSync(Platform platform, Subject subject) {
    Platform.Store store = platform.store();
    assertThat(sync(platform, subject, store).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(store.rows("user")).isEqualTo(source(Set.of()));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void storesWhatChangedAtTheNextSync(Platform platform, Subject subject) {
    Platform.Store store = platform.store();
    sync(platform, subject, store);
    playground.people().change(new Changes(7, subject.seesUpdates() ? 5 : 0, 0, 1));
    assertThat(sync(platform, subject, store).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(store.rows("user")).isEqualTo(source(Set.of()));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void changesNothingWhenNothingChanged(Platform platform, Subject subject) {
    Platform.Store store = platform.store();
    sync(platform, subject, store);
    Reading second = sync(platform, subject, store);
    assertThat(second.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(messages(platform, second, Kind.STATE)).isNotEmpty();
    assertThat(store.rows("user")).isEqualTo(source(Set.of()));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void losesNoRowWhenItIsKilledAfterAnyState(Platform platform, Subject subject) {
    List<String> messages = read(platform, subject, "", Set.of()).messages();
    int states = 0;
    for (int i = 0; i < messages.size(); i++) {
      if (platform.kind(messages.get(i)) == Kind.STATE) {
        states++;
        Platform.Store store = platform.store();
        store.takeAll(messages.subList(0, i + 1));
        assertThat(sync(platform, subject, store).ending()).isEqualTo(Ending.COMPLETE);
        assertThat(store.rows("user")).as("after state %s", states).isEqualTo(source(Set.of()));
      }
    }
    assertThat(states).isPositive();
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void storesSelectedColumnsOnly(Platform platform, Subject subject) {
    Set<String> deselected = Set.of("email", "job");
    Platform.Store store = platform.store();
    Reading done = read(platform, subject, "", deselected);
    store.takeAll(done.messages());
    assertThat(done.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(store.rows("user")).isEqualTo(source(deselected));
    assertThat(messages(platform, done, Kind.ROWS)).isNotEmpty().noneMatch(m -> m.contains("@"));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void refusesABadConfigurationBeforeAnyRow(Platform platform, Subject subject) {
    Reading refused =
        platform.read(subject.connector(), folder, Map.of("base_url", "here"), "", Set.of());
    assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
    assertThat(messages(platform, refused, Kind.ROWS)).isEmpty();
    assertThat(refused.said()).contains("base_url is \"here\"");
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void refusesTheStateOfAnotherSource(Platform platform, Subject subject) {
    Platform.Store store = platform.store();
    sync(platform, subject, store);
    Map<String, String> elsewhere = Map.of("base_url", "http://127.0.0.1:9/elsewhere");
    Reading refused =
        platform.read(subject.connector(), folder, elsewhere, store.state(), Set.of());
    assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
    assertThat(messages(platform, refused, Kind.ROWS)).isEmpty();
  }

  private Reading sync(Platform platform, Subject subject, Platform.Store store) {
    Reading done = read(platform, subject, store.state(), Set.of());
    store.takeAll(done.messages());
    return done;
  }

  private Reading read(Platform platform, Subject subject, String state, Set<String> deselected) {
    String address = playground.endpoint(subject.endpoint()).toString();
    return platform.read(
        subject.connector(), folder, Map.of("base_url", address), state, deselected);
  }

  private static List<String> messages(Platform platform, Reading reading, Kind kind) {
    return reading.messages().stream().filter(each -> platform.kind(each) == kind).toList();
  }

  private Map<String, JsonNode> source(Set<String> without) {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (Person person : playground.people().all()) {
      ObjectNode row = Command.JSON.createObjectNode();
      row.put("id", person.id()).put("name", person.name()).put("email", person.email());
      row.put("address", person.address()).put("company", person.company());
      row.put("job", person.job()).put("updatedAt", person.updatedAt().toString());
      row.put("createdAt", person.createdAt().toString()).remove(without);
      rows.put(person.id(), row);
    }
    return rows;
  }
}
