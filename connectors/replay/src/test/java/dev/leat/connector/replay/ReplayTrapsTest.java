package dev.leat.connector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.*;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Http;
import dev.leat.testkit.Pipeline;
import java.net.URI;
import java.time.*;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the naive loop loses rows or stands still, and this connector does not. */
class ReplayTrapsTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withClock(NOON).withRows(100);

  private Playground playground;
  private NaiveReplay naive;
  private Pipeline ours;

  private void start(PlaygroundOptions options) {
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
    return playground.people().all().stream().map(Person::id).sorted().toList();
  }

  @Test
  void fewerRowsInAnAnswerThanInTheBufferDoNotStopProgress() throws Exception {
    start(OPTIONS.withPageCap(25));
    for (int sync = 0; sync < 10; sync++) {
      naive.sync();
    }
    assertThat(naive.table).hasSize(25);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows().keySet()).containsExactlyElementsOf(everybody());
  }

  @Test
  void anIdleSourceIsReadAgainForTheBufferAndNoFurther() throws Exception {
    start(OPTIONS.withRows(500).withPageCap(1_000));
    ours.sync();

    for (int sync = 0; sync < 3; sync++) {
      assertThat(ours.sync()).isEqualTo(SyncResult.complete());
      assertThat(ours.sent()).as("rows of two hours, one a minute").isBetween(120L, 123L);
    }
  }

  @Test
  void newestFirstIsReportedAndNeverMovesThePositionBack() throws Exception {
    start(OPTIONS.withPageCap(1_000).withOrder(PlaygroundOptions.Order.NEWEST_FIRST));
    String newest = playground.people().all().get(99).updatedAt().toString();
    naive.sync();
    assertThat(naive.state).isLessThan(newest);

    ours.sync();
    ours.sync();
    assertThat(ours.rows().keySet()).containsExactlyElementsOf(everybody());
  }
}
