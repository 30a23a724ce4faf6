package dev.leat.connector.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
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
class TimestampTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withClock(NOON).withRows(100).withPageCap(25);

  private static final TableName USER = new TableName("user");

  private Playground playground;
  private NaiveTimestamp naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options) throws InterruptedException {
    playground = Playground.start(options);
    URI endpoint = playground.endpoint(Endpoint.TIMESTAMP);
    naive = new NaiveTimestamp(Http.overNetwork().at(endpoint), 500);
    ours =
        new Pipeline(new TimestampConnector(), "{\"base_url\": \"%s\"}".formatted(endpoint), NOON);
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  private List<String> everybody() {
    return playground.people().all().stream().map(each -> key(each.id())).sorted().toList();
  }

  @Test
  void anExclusiveFilterLosesNoRowsThatShareATime() throws Exception {
    start(OPTIONS.withTies(10).withSince(PlaygroundOptions.Since.EXCLUSIVE));
    naive.sync();
    assertThat(naive.table).hasSize(85);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void anInclusiveFilterEnds() throws Exception {
    start(OPTIONS.withTies(10).withSince(PlaygroundOptions.Since.INCLUSIVE));
    assertThat(naive.sync()).as("the loop ended by itself").isFalse();
    playground.requests().clear();

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(playground.requests().count()).isLessThan(20);
  }

  @Test
  void aRowWithoutATimeIsReportedInsteadOfAskingForEverythingForever() throws Exception {
    start(OPTIONS);
    playground.faults().add(new Fault.NullCursor(), Occasion.always());
    assertThat(naive.sync()).as("the loop ended by itself").isFalse();
    playground.requests().clear();

    SyncResult result = ours.sync();
    assertThat(result.incompleteBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("rows have no updatedAt"));
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(playground.requests().count()).isLessThan(20);
  }

  @Test
  void anAnswerThatNeverAdvancesIsNotTakenForTheEnd() throws Exception {
    start(OPTIONS);
    playground.faults().add(new Fault.FrozenPage(), Occasion.always());
    assertThat(naive.sync()).as("the loop ended by itself").isFalse();
    playground.requests().clear();

    assertThat(ours.sync().isComplete()).isFalse();
    assertThat(playground.requests().count()).isLessThan(20);
  }

  @Test
  void moreRowsOfOneTimeThanAnAnswerHoldsEndWithAnError() throws Exception {
    start(OPTIONS.withTies(60));
    naive.sync();
    assertThat(naive.table).hasSize(50);

    assertThatThrownBy(ours::sync)
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("the rest of them cannot be asked for");
  }

  @Test
  void newestFirstIsReported() throws Exception {
    start(OPTIONS.withOrder(PlaygroundOptions.Order.NEWEST_FIRST));
    naive.sync();
    assertThat(naive.table).hasSize(25);

    SyncResult result = ours.sync();
    assertThat(result.isComplete()).isFalse();
    assertThat(result.incompleteBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("may be cut"));
  }

  @Test
  void aCrashAfterAnyCheckpointLosesNothing() throws Exception {
    // Enough answers for the declared order to be believed in each of the syncs that crash.
    start(OPTIONS.withTies(3).withRows(400).withPageCap(6));
    ours.crashAfterCheckpoints(1);
    ours.crashAfterCheckpoints(2);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }
}
