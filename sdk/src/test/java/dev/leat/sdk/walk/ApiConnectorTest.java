package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.sdk.ConnectorInfo;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.export.Export;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.schema.Table;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ApiConnectorTest {

  private static final Setting<URI> ADDRESS = Setting.url("address", "Where the API is");
  private static final Configuration SETTINGS =
      ConfigurationSpec.of(ADDRESS).parse("{\"address\": \"http://api.example.com/v1\"}");
  private static final Table USER = Table.named("user").key("id");
  private static final Table TEAM = Table.named("team").key("id");
  private static final String NONE = "{\"data\":[]}";

  private final TestClock clock = new TestClock();
  private final Map<String, Exchange> answers = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();

  /** An API whose walk a test gives. */
  private static final class TriedConnector extends ApiConnector {
    private final Function<HttpSource, Walk> walk;

    TriedConnector(Function<HttpSource, Walk> walk) {
      super(
          new ConnectorInfo("tried", "1", URI.create("https://example.com")),
          ConfigurationSpec.of(ADDRESS));
      this.walk = walk;
    }

    @Override
    protected HttpSource source(Http http, Configuration settings) {
      return http.at(settings.value(ADDRESS)).named(ADDRESS);
    }

    @Override
    protected Walk walk(HttpSource api, Configuration settings) {
      return walk.apply(api);
    }
  }

  private ApiConnector connector(Function<HttpSource, Walk> walk) {
    Http http =
        Http.of(
            outgoing -> {
              URI address = outgoing.address();
              asked.add(address.toString().replace("http://api.example.com/v1/", ""));
              if (!answers.containsKey(address.getPath())) {
                throw new ConnectException("Connection refused");
              }
              return answers.get(address.getPath());
            },
            clock,
            clock::pass,
            new SplittableRandom(1));
    return new TriedConnector(walk).over(http);
  }

  private void answers(String path, int status, String json) {
    answers.put("/v1/" + path, Exchange.json(status, json));
  }

  private static Replay everything(Table table, HttpSource api) {
    return Replay.of(table)
        .rowsAt("/data")
        .uncapped()
        .everything(api, Request.get(table.name() + "s"));
  }

  private static Walk both(HttpSource api) {
    return Walks.inOrder(everything(USER, api), everything(TEAM, api));
  }

  private ConnectorException refusal(ApiConnector connector) {
    return catchThrowableOfType(ConnectorException.class, () -> connector.check(SETTINGS));
  }

  @Test
  void checkAsksForTheFirstPageOfEachTable() throws Exception {
    answers("users", 200, NONE);
    answers("teams", 200, NONE);

    connector(ApiConnectorTest::both).check(SETTINGS);

    assertThat(asked).containsExactly("users", "teams");
  }

  @Test
  void discoverGivesTheTablesOfTheWalkAndAsksNothing() throws Exception {
    assertThat(connector(ApiConnectorTest::both).discover(SETTINGS).tables())
        .containsExactly(USER, TEAM);
    assertThat(asked).isEmpty();
  }

  @Test
  void syncRunsTheWalk() throws Exception {
    answers("users", 200, "{\"data\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    ApiConnector connector = connector(api -> everything(USER, api));
    Recording rows = Recording.empty();

    SyncResult result =
        connector.sync(
            SyncRequest.of(SETTINGS, connector.discover(SETTINGS), Recording.NOTHING, clock), rows);

    assertThat(result).isEqualTo(SyncResult.complete());
    assertThat(rows.ids()).containsExactly("1", "2");
  }

  @Test
  void aHostThatIsDownFailsTheCheckAndIsNotAskedForTheOtherTables() {
    ConnectorException refused = refusal(connector(ApiConnectorTest::both));

    assertThat(refused)
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("Table user: ");
    assertThat(asked).isNotEmpty().containsOnly("users");
  }

  @Test
  void aRefusedCredentialFailsTheCheckAndIsNotTriedForTheOtherTables() {
    answers("users", 401, "{}");
    answers("teams", 401, "{}");

    ConnectorException refused = refusal(connector(ApiConnectorTest::both));

    assertThat(refused)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Table user: ")
        .hasMessageContaining("401")
        .hasCauseInstanceOf(HttpStatusException.class);
    assertThat(asked).containsOnly("users");
  }

  @Test
  void theOtherTablesAreTriedWhenOneHasAWrongPath() {
    answers("users", 404, "{}");
    answers("teams", 200, NONE);

    assertThat(refusal(connector(ApiConnectorTest::both)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Table user: ")
        .hasMessageContaining("404");
    assertThat(asked).containsExactly("users", "teams");
  }

  @Test
  void whatFailsIsSaidTogetherAndIsOfTheKindOfTheFirst() {
    answers("users", 200, "{\"items\":[]}");
    answers("teams", 403, "{}");

    assertThat(refusal(connector(ApiConnectorTest::both)))
        .isInstanceOf(SourceDataException.class)
        .hasMessageMatching("(?s)2 tables cannot be read:\n- Table user: .*\n- Table team: .*403.*")
        .satisfies(each -> assertThat(each.getSuppressed()).hasSize(1));
  }

  @Test
  void rowsThatStandElsewhereFailTheCheck() {
    answers("users", 200, "{\"items\":[{\"id\":1}]}");

    assertThat(refusal(connector(api -> everything(USER, api))))
        .isInstanceOf(SourceDataException.class)
        .hasMessageStartingWith("Table user: ")
        .hasMessageContaining("/data")
        .hasMessageContaining("items");
  }

  @Test
  void aWalkThatIsSetUpWronglyFailsBeforeTheFirstSyncAndBeforeAnyRequest() {
    List<Function<HttpSource, Walk>> wrong =
        List.of(
            api -> Keyset.of(USER).first(api, Request.get("users"), Slot.query("since")),
            api -> Offset.of(USER).page(api, ask -> Request.get("users")),
            api -> Timestamp.of(USER).cursor(CursorField.instant("at")),
            api -> Replay.of(USER).everything(api, Request.get("users")),
            api -> StepSize.of(USER).range(api, ids -> Request.get("users")),
            api -> Walks.inOrder(everything(TEAM, api), Replay.of(USER)));

    assertThat(wrong)
        .allSatisfy(
            walk -> {
              ApiConnector connector = connector(walk);
              assertThatThrownBy(() -> connector.discover(SETTINGS))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageStartingWith("Table user: ");
              assertThatThrownBy(() -> connector.check(SETTINGS))
                  .isInstanceOf(IllegalArgumentException.class);
            });
    assertThat(asked).isEmpty();
  }

  @Test
  void eachStrategyAsksWhatItsFirstSyncAsks() throws Exception {
    answers("users", 200, NONE);
    CursorField at = CursorField.instant("at");
    Request users = Request.get("users");
    List<Function<HttpSource, Walk>> walks =
        List.of(
            api ->
                Keyset.of(USER)
                    .cursor(at)
                    .rowsAt("/data")
                    .first(api, users, Slot.query("since"))
                    .paging(Paging.token("/next", Slot.query("token"))),
            api ->
                Keyset.of(USER)
                    .cursor(at)
                    .rowsAt("/data")
                    .after(api, last -> users.query("after", last.isPresent() ? "some" : "none")),
            api ->
                Offset.of(USER)
                    .cursor(at)
                    .ascending()
                    .rowsAt("/data")
                    .pageSize(5)
                    .page(api, ask -> users.query("from", ask.offset()).query("n", ask.limit())),
            api ->
                Timestamp.of(USER)
                    .cursor(at)
                    .rowsAt("/data")
                    .since(api, users, Slot.query("since")),
            api ->
                Replay.of(USER)
                    .cursor(at)
                    .rowsAt("/data")
                    .buffer(Duration.ofHours(1))
                    .since(api, users, Slot.query("since")),
            api ->
                Timestamp.of(USER)
                    .cursor(at)
                    .rowsAt("/data")
                    .uncapped()
                    .start(Instant.parse("2026-01-01T00:00:00Z"))
                    .step(Duration.ofDays(10))
                    .between(
                        api, time -> users.query("from", time.since()).query("to", time.until())));

    for (Function<HttpSource, Walk> walk : walks) {
      connector(walk).check(SETTINGS);
    }

    assertThat(asked)
        .containsExactly(
            "users",
            "users?after=none",
            "users?from=0&n=5",
            "users",
            "users",
            "users?from=2026-01-01T00%3A00%3A00Z&to=2026-01-01T00%3A00%3A01Z");
  }

  @Test
  void idsAreTriedByTheFirstOfThemAndByTheHighest() throws Exception {
    answers("users", 200, NONE);
    answers("stats", 200, "{\"max\": \"many\"}");
    ApiConnector connector =
        connector(
            api ->
                StepSize.of(USER)
                    .rowsAt("/data")
                    .from(7)
                    .step(100)
                    .range(
                        api,
                        ids ->
                            Request.get("users").query("from", ids.first()).query("to", ids.last()))
                    .maxIdAt("/max", api, Request.get("stats")));

    assertThat(refusal(connector))
        .hasMessageStartingWith("Table user: ")
        .hasMessageContaining("/max");
    assertThat(asked).containsExactly("users?from=7&to=7", "stats");
  }

  @Test
  void anExportIsTriedByAJobThatIsGivenUp() throws Exception {
    answers("exports", 200, "{\"id\":\"7\"}");
    answers("exports/7/cancel", 200, "{}");

    connector(
            api ->
                Exported.of(
                    USER,
                    api,
                    since ->
                        Export.of(
                                Request.post("exports", Map.of()),
                                "/id",
                                job -> Request.get("exports/" + job.field("id")),
                                "/state")
                            .cancel(job -> Request.of("POST", "exports/7/cancel"))))
        .check(SETTINGS);

    assertThat(asked).containsExactly("exports", "exports/7/cancel");
  }

  @Test
  void theParentsAreTriedWhereChildrenDependOnThem() {
    answers("users", 404, "{}");

    ConnectorException refused =
        refusal(
            connector(
                api ->
                    Parents.of(
                        everything(USER, api),
                        row -> Partition.of("id", row.text("id").orElseThrow()),
                        TEAM,
                        user -> everything(TEAM, api))));

    assertThat(refused).hasMessageStartingWith("Table user: ").hasMessageContaining("404");
  }

  private ApiConnector byTeam(List<String> teams, Table read) {
    return connector(
        api ->
            Partitions.of(
                USER,
                PartitionSource.of("team", teams),
                team ->
                    Replay.of(read)
                        .rowsAt("/data")
                        .uncapped()
                        .everything(api, Request.get("teams/" + team.text("team")))));
  }

  @Test
  void onePartitionIsTriedAndOneThatIsGoneStopsNothing() throws Exception {
    answers("teams/gone", 404, "{}");
    answers("teams/a", 200, NONE);
    answers("teams/b", 200, NONE);

    byTeam(List.of("gone", "a", "b"), USER).check(SETTINGS);

    assertThat(asked).containsExactly("teams/gone", "teams/a");
  }

  @Test
  void aTableOfWhichNoPartitionCanBeReadFailsTheCheck() {
    List<String> gone = List.of("a", "b", "c", "d", "e");
    gone.forEach(team -> answers("teams/" + team, 404, "{}"));

    assertThat(refusal(byTeam(gone, USER)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Table user: ")
        .hasMessageEndingWith("(partition team=a)");
    assertThat(asked).hasSize(3);
  }

  @Test
  void aPartitionMustBeReadByAWalkOverTheTableItself() {
    ApiConnector connector = byTeam(List.of("a"), TEAM);

    assertThatThrownBy(() -> connector.check(SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a walk over [team]");
  }

  @Test
  void aTimeGoesIntoItsPlaceOfTheRequest() throws Exception {
    answers("users", 200, "{\"data\":[{\"id\":\"1\",\"at\":\"2026-01-31T12:00:00Z\"}]}");
    ApiConnector connector =
        connector(
            api ->
                Timestamp.of(USER)
                    .cursor(CursorField.instant("at"))
                    .rowsAt("/data")
                    .inclusive()
                    .uncapped()
                    .since(api, Request.get("users").query("all", "yes"), Slot.query("since")));
    Recording first = Recording.empty();
    connector.sync(
        SyncRequest.of(SETTINGS, connector.discover(SETTINGS), Recording.NOTHING, clock), first);
    asked.clear();

    connector.sync(
        SyncRequest.of(SETTINGS, connector.discover(SETTINGS), first.state, clock),
        Recording.empty());

    assertThat(asked.get(0)).isEqualTo("users?all=yes&since=2026-01-31T12%3A00%3A00Z");
  }
}
