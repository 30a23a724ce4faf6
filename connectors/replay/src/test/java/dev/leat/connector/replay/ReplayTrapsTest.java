package dev.leat.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the naive loop loses rows or stands still, and this connector does not. */
class ReplayTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withClock(NOON).withRows(100);

  private static final TableName USER = new TableName("user");

  private Playground playground;
  private NaiveReplay naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options) throws InterruptedException {
    playground = Playground.start(options);
    URI endpoint = playground.endpoint(Endpoint.REPLAY);
    naive = new NaiveReplay(Http.overNetwork().at(endpoint));
    ours =
        new Pipeline(
            new ReplayConnector(),
            "{\"base_url\": \"%s\", \"buffer_hours\": 2}".formatted(endpoint),
            NOON);
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  private List<String> everybody() {
    return playground.people().all().stream().map(each -> key(each.id())).sorted().toList();
  }

  @Test
  void fewerRowsInAnAnswerThanInTheBufferDoNotStopProgress() throws Exception {
    start(OPTIONS.withPageCap(25));
    for (int sync = 0; sync < 10; sync++) {
      naive.sync();
    }
    assertThat(naive.table).hasSize(25);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void anIdleSourceIsReadAgainForTheBufferAndNoFurther() throws Exception {
    start(OPTIONS.withRows(500).withPageCap(1_000));
    ours.sync();

    for (int sync = 0; sync < 3; sync++) {
      assertThat(ours.sync()).isEqualTo(SyncResult.complete());
      assertThat(sent()).as("rows of two hours, one a minute").isBetween(120L, 123L);
    }
  }

  @Test
  void newestFirstIsReportedAndNeverMovesThePositionBack() throws Exception {
    start(OPTIONS.withPageCap(1_000).withOrder(PlaygroundOptions.Order.NEWEST_FIRST));
    String newest = playground.people().all().get(99).updatedAt().toString();
    naive.sync();
    assertThat(naive.state).as("the highest time").isLessThan(newest);

    assertThat(ours.sync().incompleteBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("may be cut"));
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(ours.state().cursor(USER).flatMap(cursor -> cursor.text("cursor")))
        .as("a position that only a complete reading may set")
        .isEmpty();
  }

  @Test
  void aBufferThatReachesBeforeTheYearOneIsReadFromTheStart() throws Exception {
    start(OPTIONS.withRows(2));
    playground.people().move("1", Instant.parse("0001-01-01T00:10:00Z"));
    playground.people().move("2", Instant.parse("0001-01-01T00:30:00Z"));

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void timesInEpochSecondsAreUnderstood() throws Exception {
    start(OPTIONS);
    String older = "{\"id\":\"1\",\"updatedAt\":1769850000}";
    String newer = "{\"id\":\"2\",\"updatedAt\":1769860800}";
    List<String> asked = new ArrayList<>();
    Transport epochs =
        request -> {
          String since = request.address().getQuery();
          asked.add(String.valueOf(since));
          boolean late = since != null && since.compareTo("since=1769850000") > 0;
          return Exchange.json(
              200,
              late
                  ? "{\"data\":[%s]}".formatted(newer)
                  : "{\"data\":[%s,%s]}".formatted(older, newer));
        };
    Http http = Http.of(epochs, NOON, time -> {}, new SplittableRandom(1));
    Pipeline pipeline =
        new Pipeline(
            new ReplayConnector().over(http),
            "{\"base_url\": \"http://127.0.0.1:5001/replay\"}",
            NOON);

    assertThat(pipeline.sync()).isEqualTo(SyncResult.complete());
    asked.clear();
    pipeline.sync();
    assertThat(pipeline.rows(USER)).hasSize(2);
    assertThat(asked.get(0)).as("two hours before the newest").startsWith("since=17698535");
  }

  @Test
  void aCrashBetweenTwoAnswersResumesInTheMiddle() throws Exception {
    // Enough answers for the declared order to be believed before the crash.
    start(OPTIONS.withRows(500).withPageCap(12));
    ours.crashAfterCheckpoints(4);
    int durable = ours.rows(USER).size();

    assertThat(durable).isBetween(100, 400);
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(sent()).as("rows after the crash").isLessThan(500);
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }

  private long sent() {
    return ours.lastSync().operations().stream().filter(Operation.Upsert.class::isInstance).count();
  }
}
