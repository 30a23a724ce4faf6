package dev.leat.host.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connector.githubissues.GithubIssuesConnector;
import dev.leat.connector.zendesk.ZendeskConnector;
import dev.leat.host.contract.Platform.Ending;
import dev.leat.host.contract.Platform.Kind;
import dev.leat.host.contract.Platform.Reading;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * The examples of APIs that many know, with parents and children, under every platform: of the
 * columns that they declare, what the platform stores is what the source has.
 */
class RealApisTest {

  @TempDir Path folder;
  private Playground playground;

  /** A connector, its settings but for the address, and what its tables must hold. */
  private enum Api {
    GITHUB(new GithubIssuesConnector(), Map.of("owner", "leat", "repository", "playground")) {
      @Override
      Map<String, List<String>> tables(Playground source) {
        return Map.of(
            "issue", source.issues().issues(), "issue_comment", source.issues().comments());
      }
    },
    ZENDESK(new ZendeskConnector(), Map.of("email", Playground.EMAIL, "api_token", "none")) {
      @Override
      Map<String, List<String>> tables(Playground source) {
        List<String> children = new ArrayList<>();
        for (String row : source.ticketEvents().events()) {
          JsonNode event = parsed(row);
          for (JsonNode child : event.path("child_events")) {
            ObjectNode owned = child.deepCopy();
            children.add(owned.set("ticket_event_id", event.path("id")).toString());
          }
        }
        return Map.of(
            "ticket_event", source.ticketEvents().events(), "ticket_child_event", children);
      }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Connectors have no state that changes.
    final Connector connector;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes it.
    private final Map<String, String> settings;

    Api(Connector connector, Map<String, String> settings) {
      this.connector = connector;
      this.settings = settings;
    }

    /** Every row, as JSON, of each table. */
    abstract Map<String, List<String>> tables(Playground source);

    Map<String, String> settings(Playground source) {
      Map<String, String> all = new HashMap<>(settings);
      all.put("base_url", source.address().toString());
      return all;
    }
  }

  @BeforeEach
  void start() {
    // Enough pages for a declared order to be believed, so that there are states on the way.
    playground =
        Playground.start(
            PlaygroundOptions.defaults()
                .withRows(50)
                .withTies(1)
                .withPageCap(2)
                .withSpacing(Duration.ofMinutes(5)));
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  static Stream<Arguments> all() {
    return Stream.of(new AirbytePlatform(), new SingerPlatform(), new FivetranPlatform())
        .flatMap(platform -> Stream.of(Api.values()).map(each -> Arguments.of(platform, each)));
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void storesTheRowsOfTheSource(Platform platform, Api api) throws Exception {
    Platform.Store store = platform.store();
    assertThat(sync(platform, api, store).ending()).isEqualTo(Ending.COMPLETE);
    assertStored(store, api);
  }

  @ParameterizedTest(name = "{1} under {0}")
  @MethodSource("all")
  void losesNoRowWhenItIsKilledAfterAState(Platform platform, Api api) throws Exception {
    List<String> messages = read(platform, api, "").messages();
    List<Integer> states = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (platform.kind(messages.get(i)) == Kind.STATE) {
        states.add(i);
      }
    }
    assertThat(states).hasSizeGreaterThan(2);
    for (int state : List.of(states.get(0), states.get(states.size() / 2))) {
      Platform.Store store = platform.store();
      store.takeAll(messages.subList(0, state + 1));
      assertThat(sync(platform, api, store).ending()).isEqualTo(Ending.COMPLETE);
      assertStored(store, api);
    }
  }

  private Reading sync(Platform platform, Api api, Platform.Store store) {
    Reading done = read(platform, api, store.state());
    store.takeAll(done.messages());
    return done;
  }

  private Reading read(Platform platform, Api api, String state) {
    return platform.read(api.connector, folder, api.settings(playground), state, Set.of());
  }

  private void assertStored(Platform.Store store, Api api) throws InterruptedException {
    Configuration settings =
        api.connector.configurationSpec().parse("{}", api.settings(playground));
    Map<String, List<String>> tables = api.tables(playground);
    for (Table table : api.connector.discover(settings).tables()) {
      String name = table.name().toString();
      assertThat(declared(table, store.rows(name).values()))
          .as("%s", name)
          .isEqualTo(declared(table, tables.get(name).stream().map(RealApisTest::parsed).toList()));
    }
  }

  /** The declared columns of rows, as text, by the rows' ids. */
  private static Map<String, Map<String, String>> declared(Table table, Iterable<JsonNode> rows) {
    Map<String, Map<String, String>> declared = new TreeMap<>();
    for (JsonNode row : rows) {
      Map<String, String> columns = new TreeMap<>();
      for (Column column : table.columns()) {
        columns.put(column.name(), row.path(column.name()).asText());
      }
      declared.put(row.path("id").asText(), columns);
    }
    return declared;
  }

  private static JsonNode parsed(String row) {
    try {
      return Command.JSON.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(row, e);
    }
  }
}
