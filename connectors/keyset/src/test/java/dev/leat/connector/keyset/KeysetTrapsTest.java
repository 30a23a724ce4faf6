package dev.leat.connector.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.Playground;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.playground.ScrollLife;
import dev.leat.sdk.Operation;
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
class KeysetTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withClock(NOON).withRows(100).withPageCap(25);

  private static final TableName USER = new TableName("user");

  private Playground playground;
  private NaiveKeyset naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options) throws InterruptedException {
    playground = Playground.start(options);
    URI endpoint = playground.endpoint(Endpoint.KEYSET);
    naive = new NaiveKeyset(Http.overNetwork().at(endpoint), 50);
    ours = new Pipeline(new KeysetConnector(), "{\"base_url\": \"%s\"}".formatted(endpoint), NOON);
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  private List<String> everybody() {
    return playground.people().all().stream().map(each -> key(each.id())).sorted().toList();
  }

  @Test
  void rowsThatShareATimeSurviveACrashBetweenTwoPages() throws Exception {
    start(OPTIONS.withTies(10));

    naive.sync(1);
    naive.sync();
    assertThat(naive.table).hasSize(95);

    ours.crashAfterCheckpoints(1);
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aCrashAfterAnyCheckpointLosesNothing() throws Exception {
    // Enough pages for the declared order to be believed in each of the syncs that crash.
    start(OPTIONS.withTies(10).withRows(200).withPageCap(2));
    ours.crashAfterCheckpoints(1);
    ours.crashAfterCheckpoints(2);
    ours.crashAfterCheckpoints(2);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aRepeatedTokenEndsWithAnError() throws Exception {
    start(OPTIONS);
    playground.faults().add(new Fault.RepeatedToken(), Occasion.always());

    assertThat(naive.sync()).as("the loop ended by itself").isFalse();

    assertThatThrownBy(ours::sync)
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("a second time");
    assertThat(playground.requests().count()).isLessThan(60);
  }

  @Test
  void tokensInACircleEndWithAnError() throws Exception {
    start(OPTIONS);
    playground.faults().add(new Fault.TokenCycle(), Occasion.always());
    assertThat(naive.sync()).as("the loop ended by itself").isFalse();
    playground.faults().clear();
    playground.faults().add(new Fault.TokenCycle(), Occasion.always());

    assertThatThrownBy(ours::sync)
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("a second time");
    assertThat(playground.requests().count()).isLessThan(60);
  }

  @Test
  void newestFirstIsReportedInsteadOfMovingTheCursorBack() throws Exception {
    start(OPTIONS.withOrder(PlaygroundOptions.Order.NEWEST_FIRST));
    String oldest = playground.people().all().get(0).updatedAt().toString();

    naive.sync();
    assertThat(naive.state).as("the newest position").hasValue(oldest);

    SyncResult result = ours.sync();
    assertThat(result.incompleteBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("ascending() was declared"));
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aRowWithoutATimeIsReportedAndNeverBecomesThePosition() throws Exception {
    start(OPTIONS);
    playground.faults().add(new Fault.NullCursor(), Occasion.request(4));
    naive.sync();
    assertThat(naive.state).as("the position").isEmpty();
    playground.faults().add(new Fault.NullCursor(), Occasion.request(4));

    SyncResult result = ours.sync();
    assertThat(result.incompleteBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("1 rows have no updatedAt"));
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(sent()).as("rows of the next sync").isLessThan(5);
  }

  @Test
  void anExpiredTokenBeginsAgainWhereTheScrollStopped() throws Exception {
    start(OPTIONS.withTies(10).withScrollLife(ScrollLife.ofPages(2)));

    assertThatThrownBy(naive::sync).hasMessageContaining("410");
    assertThat(naive.table).hasSize(50);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }

  private long sent() {
    return ours.lastSync().operations().stream().filter(Operation.Upsert.class::isInstance).count();
  }
}
