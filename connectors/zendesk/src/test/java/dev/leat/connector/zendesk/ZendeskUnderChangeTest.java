package dev.leat.connector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.playground.PlaygroundOptions;
import dev.leat.sdk.SyncResult;
import dev.leat.testkit.Pipeline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tickets that change while their events are read: after the next quiet sync every row is the
 * source's, and no sync says that it is complete while an event is missing that the source gave
 * when it began.
 *
 * <p>{@code -Dleat.events=50000} reads so many events in pages of 1,000, as Zendesk gives them; a
 * build reads fewer in smaller pages.
 */
class ZendeskUnderChangeTest {

  private static final int EVENTS = Integer.getInteger("leat.events", 1_000);
  private static final int PAGE = EVENTS < 5_000 ? 50 : 1_000;

  /** So many events of one second that most pages end with some of them. */
  private static final int TIE = PAGE * 358 / 1_000;

  private static final double MOST_REQUESTS = 1.3;

  private static Account account() {
    Account account =
        new Account(PlaygroundOptions.defaults().withRows(EVENTS).withPageCap(PAGE).withTies(3));
    for (int event = 0; event < TIE; event++) {
      account.source.ticketEvents().add(1 + event);
    }
    account.pass(Duration.ofHours(1));
    return account;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  void everyRowIsRightAfterTheNextQuietSync(int atEachPage) throws Exception {
    try (Account account = account()) {
      Pipeline ours = account.following();
      account.changing(atEachPage);
      for (int sync = 1; sync <= 3; sync++) {
        Map<String, JsonNode> before = account.events();
        report(atEachPage + " a page, sync " + sync, account, ours, before);
        account.pass(Duration.ofMinutes(10));
      }
      account.changing(0);

      SyncResult quiet = report(atEachPage + " a page, quiet", account, ours, account.events());
      assertThat(quiet).isEqualTo(SyncResult.complete());
      Account.assertHolds(ours, account.events());
    }
  }

  @Test
  void aTicketThatChangesAtEachRequestCostsFewMoreRequests() throws Exception {
    long quiet = requestsOfTheFirstSync(0);

    assertThat(requestsOfTheFirstSync(1)).isLessThanOrEqualTo((long) (quiet * MOST_REQUESTS));
  }

  private static long requestsOfTheFirstSync(int atEachPage) throws Exception {
    try (Account account = account()) {
      account.changing(atEachPage);
      account.following().sync();
      return account.source.requests().count();
    }
  }

  private static SyncResult report(
      String what, Account account, Pipeline ours, Map<String, JsonNode> before)
      throws InterruptedException {
    long requests = account.source.requests().count();
    SyncResult result = ours.sync();
    System.out.printf(
        "%s: %,d requests, %s%n", what, account.source.requests().count() - requests, result);
    if (result.isComplete()) {
      Account.assertHoldsAtLeast(ours, before);
    }
    return result;
  }
}
