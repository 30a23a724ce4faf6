package dev.leat.connector.stepsize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.Endpoint;
import dev.leat.playground.IdGaps;
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

/** Where the naive loop loses rows, and this connector does not. */
class StepSizeTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS = PlaygroundOptions.defaults().withClock(NOON);

  private static final TableName USER = new TableName("user");

  private Playground playground;
  private NaiveStepSize naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options, long step, long maxId) throws InterruptedException {
    playground = Playground.start(options);
    URI endpoint = playground.endpoint(Endpoint.STEP);
    naive = new NaiveStepSize(Http.overNetwork().at(endpoint), step, maxId);
    String settings = "{\"base_url\": \"%s\", \"step_size\": %d, \"max_id\": %d}";
    ours = new Pipeline(new StepSizeConnector(), settings.formatted(endpoint, step, maxId), NOON);
  }

  @AfterEach
  void stop() {
    playground.close();
  }

  @Test
  void aPartlyFilledWindowIsReadAgain() throws Exception {
    start(OPTIONS.withRows(950), 1_000, 100_000);
    naive.sync();
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    for (int late = 0; late < 150; late++) {
      playground.people().insert();
    }

    naive.sync();
    assertThat(everybody()).hasSize(1_100);
    assertThat(naive.table).hasSize(1_050);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void anEmptyWindowIsNotTheEnd() throws Exception {
    start(OPTIONS.withRows(599).withGaps(IdGaps.between(500, 699)), 100, 100_000);
    naive.sync();
    naive.sync();
    assertThat(naive.table).hasSize(499);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void idsBeyondTheHighestToReadAreReported() throws Exception {
    start(OPTIONS.withRows(250), 100, 200);
    naive.sync();
    assertThat(naive.table).hasSize(200);

    SyncResult result = ours.sync();
    assertThat(result.incompleteBecause())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("beyond the highest to be read, 200"));
    assertThat(ours.rows(USER)).hasSize(200);
  }

  @Test
  void aWindowThatTheSourceCutsIsSplit() throws Exception {
    start(
        OPTIONS.withRows(250).withStepWindow(PlaygroundOptions.StepWindow.CUT_AT_PAGE_CAP),
        100,
        100_000);
    naive.sync();
    assertThat(naive.table).hasSize(150);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void aRowThatAppearsLateInAWindowThatWasReadIsFound() throws Exception {
    start(OPTIONS.withRows(250).withGaps(IdGaps.between(240, 240)), 100, 100_000);
    naive.sync();
    ours.sync();
    playground.people().insert(playground.people().all().get(0).withId("240"));

    naive.sync();
    assertThat(naive.table).doesNotContainKey("240");

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(USER).keySet()).containsExactlyElementsOf(everybody());
  }

  private List<String> everybody() {
    return playground.people().all().stream().map(each -> key(each.id())).sorted().toList();
  }

  private static String key(String id) {
    return "[\"" + id + "\"]";
  }
}
