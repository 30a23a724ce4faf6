package dev.leat.connector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.playground.Endpoint;
import dev.leat.playground.Fault;
import dev.leat.playground.Occasion;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.playground.ReceivedRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.testkit.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where an export by time loses events, or never ends, and where this one does not. */
class ZendeskTrapsTest {

  private static final PlaygroundOptions OPTIONS =
      PlaygroundOptions.defaults().withRows(100).withPageCap(10).withTies(3);

  private Account account = new Account(OPTIONS);

  @AfterEach
  void close() {
    account.close();
  }

  private void start(PlaygroundOptions options) {
    account.close();
    account = new Account(options);
  }

  private long requests() {
    return account.source.requests().count();
  }

  /** The events of the source from one time until before another. */
  private Map<String, JsonNode> events(Instant from, Instant until) {
    Map<String, JsonNode> events = new TreeMap<>(account.events());
    events.values().removeIf(each -> at(each).isBefore(from) || !at(each).isBefore(until));
    return events;
  }

  private static Instant at(JsonNode event) {
    return Instant.ofEpochSecond(event.path("timestamp").longValue());
  }

  /** An event's time with as many events before it. */
  private Instant timeOf(int event) {
    return account.events().values().stream()
        .map(ZendeskTrapsTest::at)
        .sorted()
        .skip(event)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theEventsThatTheNextPageRepeatsAreSentOnce() throws Exception {
    Pipeline ours = account.following();

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(Account.sent(ours)).isEqualTo(100);
    Account.assertHolds(ours, account.events());
  }

  @Test
  void theNextSyncAsksForWhatIsNewAndForNothingElse() throws Exception {
    Pipeline ours = account.following();
    ours.sync();
    account.pass(Duration.ofHours(1));
    account.source.ticketEvents().add(3);
    account.pass(Duration.ofHours(1));
    account.source.requests().clear();

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(Account.sent(ours)).isEqualTo(1);
    assertThat(requests()).isEqualTo(1);
    Account.assertHolds(ours, account.events());
  }

  @Test
  void manyEventsOfOneSecondThatEndAPageAreReadOnce() throws Exception {
    start(OPTIONS.withTies(9));
    Pipeline ours = account.following();

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(Account.sent(ours)).isEqualTo(100);
    Account.assertHolds(ours, account.events());
  }

  /** By its own link nobody gets beyond such a second. */
  @Test
  void moreEventsOfOneSecondThanAPageHoldsAreAnErrorNotAnEnd() throws Exception {
    start(OPTIONS.withTies(36));
    Pipeline ours = account.following();

    assertThatThrownBy(ours::sync)
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("links to itself");
  }

  @Test
  void eventsOfTheLastMinuteAreReadByALaterSync() throws Exception {
    Pipeline ours = account.following();
    account.source.ticketEvents().add(3);
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(ours.rows(Account.EVENT)).hasSize(100);

    account.pass(Duration.ofMinutes(2));
    ours.sync();
    Account.assertHolds(ours, account.events());
  }

  @Test
  void aStartThatIsTooRecentForTheSourceIsAnExportWithoutEvents() throws Exception {
    Pipeline ours = account.from(account.live.now().minusSeconds(20));
    account.source.ticketEvents().add(3);
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(account.source.requests().all())
        .extracting(ReceivedRequest::status)
        .containsOnly(422);
    assertThat(ours.rows(Account.EVENT)).isEmpty();

    account.pass(Duration.ofMinutes(2));
    ours.sync();
    assertThat(ours.rows(Account.EVENT)).hasSize(1);
  }

  @Test
  void limitsAndOutagesCostNoEvent() throws Exception {
    Pipeline ours = account.following();
    for (int request : List.of(1, 4)) {
      account
          .source
          .faults()
          .add(
              Endpoint.TICKET_EVENTS,
              Fault.rateLimitedFor(Duration.ofSeconds(40)),
              Occasion.request(request));
    }

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    assertThat(account.source.requests().all()).extracting(ReceivedRequest::status).contains(429);
    Account.assertHolds(ours, account.events());
  }

  @Test
  void aCrashAfterAnyCheckpointLosesNothing() throws Exception {
    // Enough pages for the declared order to be believed in each of the syncs that crash.
    start(OPTIONS.withPageCap(2).withTies(1));
    Pipeline ours = account.following();
    for (int checkpoints : List.of(1, 2, 2)) {
      ours.crashAfterCheckpoints(checkpoints);
    }

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    Account.assertHolds(ours, account.events());
  }

  @Test
  void aFirstSyncReadsFromTheStartDateOn() throws Exception {
    Instant start = timeOf(40);
    Pipeline ours = account.from(start);

    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    Account.assertHolds(ours, events(start, Instant.MAX));
  }

  @Test
  void aBackfillReadsWhatLiesBetweenItsDatesAndNoPageMore() throws Exception {
    Instant start = timeOf(40);
    Instant end = timeOf(70);
    Pipeline backfill = account.between(start, end);

    assertThat(backfill.sync()).isEqualTo(SyncResult.complete());
    Account.assertHolds(backfill, events(start, end));
    assertThat(requests()).isLessThan(6);
    assertThat(backfill.state().cursor(Account.EVENT).orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void theWindowsOfASchedulerJoin() throws Exception {
    Map<String, JsonNode> read = new TreeMap<>();
    for (int window = 0; window < 100; window += 7) {
      Instant start = timeOf(window);
      Instant end = window + 7 < 100 ? timeOf(window + 7) : timeOf(99).plusSeconds(1);
      if (start.equals(end)) {
        continue;
      }
      Pipeline ours = account.between(start, end);
      assertThat(ours.sync()).isEqualTo(SyncResult.complete());
      Account.assertHolds(ours, events(start, end));
      read.putAll(events(start, end));
    }
    assertThat(read).isEqualTo(account.events());
  }

  @Test
  void aWindowThatIsOnlyJustOverIsIncomplete() throws Exception {
    Instant end = account.live.now().truncatedTo(ChronoUnit.MINUTES);
    Pipeline ours = account.between(timeOf(0), end);
    assertThat(ours.sync().isComplete()).isFalse();

    account.pass(Duration.ofMinutes(7));
    assertThat(ours.sync()).isEqualTo(SyncResult.complete());
    Account.assertHolds(ours, account.events());
  }
}
