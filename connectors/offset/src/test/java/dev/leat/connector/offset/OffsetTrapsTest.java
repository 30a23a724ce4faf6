package dev.leat.connector.offset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.schema.TableName;
import dev.leat.testkit.Pipeline;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the naive loop loses rows or hangs, and this connector does not. */
class OffsetTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS = PlaygroundOptions.defaults().withClock(NOON);

  private static final TableName USER = new TableName("user");

  private Playground playground;
  private NaiveOffset naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options) throws InterruptedException {
    playground = Playground.start(options);
    URI endpoint = playground.endpoint(Endpoint.OFFSET);
    naive = new NaiveOffset(Http.overNetwork().at(endpoint), 50);
    ours =
        new Pipeline(
            new OffsetConnector(),
            "{\"base_url\": \"%s\", \"page_size\": 50}".formatted(endpoint),
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
  void rowsThatMoveToTheEndBetweenTwoPagesDoNotPushOthersOut() throws Exception {
    start(OPTIONS);
    playground.after(1, Endpoint.OFFSET, () -> promote("1", "2", "3"));
    naive.sync();
    naive.sync();
    assertThat(everybody()).hasSize(200);
    assertThat(naive.table).hasSize(197).doesNotContainKeys("51", "52", "53");

    playground.after(1, Endpoint.OFFSET, () -> promote("4", "5", "6"));
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(ours.rows(USER).get(key("4"))).contains("Poet");
  }

  @Test
  void rowsThatAreDeletedBetweenTwoPagesDoNotPullOthersOut() throws Exception {
    start(OPTIONS);
    playground.after(1, Endpoint.OFFSET, () -> delete("1", "2", "3"));
    naive.sync();
    naive.sync();
    assertThat(naive.table).doesNotContainKeys("51", "52", "53");

    playground.after(1, Endpoint.OFFSET, () -> delete("4", "5", "6"));
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsAll(everybody());
  }

  @Test
  void moreDeletesThanAPageHoldsLoseNothing() throws Exception {
    start(OPTIONS);
    playground.after(
        2,
        Endpoint.OFFSET,
        () -> playground.people().all().subList(0, 90).forEach(each -> delete(each.id())));

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsAll(everybody());
  }

  @Test
  void rowsThatShareATimeSurviveACrashBetweenTwoPages() throws Exception {
    start(OPTIONS.withTies(30));
    naive.sync(1);
    naive.sync();
    assertThat(naive.table).hasSize(190);

    ours.crashAfterCheckpoints(1);
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aMissingTotalIsNotTheEnd() throws Exception {
    start(OPTIONS.withTotal(PlaygroundOptions.Total.OMITTED));
    naive.sync();
    assertThat(naive.table).hasSize(50);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aTotalThatLiesIsNotBelieved() throws Exception {
    start(OPTIONS.withTotal(PlaygroundOptions.Total.TOO_SMALL));
    naive.sync();
    assertThat(naive.table).hasSize(100);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void anOffsetThatIsNotRepeatedDoesNotStartAgain() throws Exception {
    start(OPTIONS.withOffsetField(PlaygroundOptions.Field.OMITTED));
    assertThat(naive.sync()).as("the loop ended by itself").isFalse();
    playground.requests().clear();

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(playground.requests().count()).isLessThan(15);
  }

  @Test
  void aSourceThatCapsThePageLosesNothing() throws Exception {
    start(OPTIONS.withPageCap(20));

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  private void promote(String... ids) {
    for (String id : ids) {
      playground.people().update(id, person -> person.withJob("Poet"));
    }
  }

  private void delete(String... ids) {
    for (String id : ids) {
      playground.people().delete(id);
    }
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }
}
