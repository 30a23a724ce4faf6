package dev.leat.playground;

import static dev.leat.playground.Endpoint.KEYSET;
import static dev.leat.playground.Endpoint.OFFSET;
import static dev.leat.playground.Endpoint.REPLAY;
import static dev.leat.playground.Endpoint.STEP;
import static dev.leat.playground.Endpoint.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.PlaygroundOptions.Field;
import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import dev.leat.playground.PlaygroundOptions.StepWindow;
import dev.leat.playground.PlaygroundOptions.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final SettableClock clock = new SettableClock(NOW);
  private final PlaygroundOptions ten =
      PlaygroundOptions.defaults().withClock(clock).withRows(10).withPageCap(4);

  @Test
  void keysetDeliversEveryRowOnceInPagesUntilTheTokenIsAbsent() {
    asking(ten, client -> assertThat(scroll(client)).isEqualTo(Ids.between(1, 10)));
  }

  @Test
  void keysetFollowsItsTokenThroughRowsThatShareOneTimestamp() {
    asking(ten.withTies(10), client -> assertThat(scroll(client)).isEqualTo(Ids.between(1, 10)));
  }

  @Test
  void keysetScrollsNewestFirstAndKeepsTheFilterItBeganWith() {
    asking(
        ten.withOrder(Order.NEWEST_FIRST),
        client ->
            assertThat(scroll(client, "updated_since", minutesAgo(66)))
                .isEqualTo(Ids.between(10, 5)));
  }

  @Test
  void keysetShowsARowAgainThatMovesDuringTheScroll() {
    try (Playground playground = Playground.start(ten)) {
      playground.after(1, Endpoint.KEYSET, () -> playground.people().move("2", NOW));
      List<String> seen = new ArrayList<>(Ids.between(1, 10));
      seen.add("2");
      assertThat(scroll(new Client(playground))).isEqualTo(seen);
    }
  }

  @Test
  void aScrollExpiresAfterItsPages() {
    asking(
        ten.withScrollLife(ScrollLife.ofPages(2)),
        client -> {
          String first = client.page(Endpoint.KEYSET).text("scroll_param").orElseThrow();
          String second =
              client
                  .page(Endpoint.KEYSET, "scroll_param", first)
                  .text("scroll_param")
                  .orElseThrow();
          assertThat(client.get(Endpoint.KEYSET, "scroll_param", second).statusCode())
              .isEqualTo(410);
        });
  }

  @Test
  void aScrollExpiresWithItsAge() {
    asking(
        ten.withScrollLife(ScrollLife.ofAge(Duration.ofMinutes(5))),
        client -> {
          String token = client.page(Endpoint.KEYSET).text("scroll_param").orElseThrow();
          clock.advance(Duration.ofMinutes(5));
          assertThat(client.page(Endpoint.KEYSET, "scroll_param", token).isEmpty()).isFalse();
          clock.advance(Duration.ofSeconds(1));
          assertThat(client.get(Endpoint.KEYSET, "scroll_param", token).statusCode())
              .isEqualTo(410);
        });
  }

  @Test
  void offsetCountsRowsInsideTheFilter() {
    asking(
        ten,
        client -> {
          Client.Page page =
              client.page(
                  Endpoint.OFFSET, "updated_since", minutesAgo(66), "limit", "3", "offset", "4");
          assertThat(page.ids()).containsExactly("9", "10");
          assertThat(page.number("offset")).isEqualTo(4);
          assertThat(page.number("limit")).isEqualTo(3);
          assertThat(page.number("total")).isEqualTo(6);
        });
  }

  @Test
  void offsetSortsEitherWayByTimeOrId() {
    asking(
        ten,
        client -> {
          assertThat(client.page(Endpoint.OFFSET, "order_type", "desc").ids())
              .isEqualTo(Ids.between(10, 7));
          assertThat(client.page(Endpoint.OFFSET, "order_by", "id", "offset", "8").ids())
              .isEqualTo(Ids.between(9, 10));
        });
  }

  @Test
  void anOffsetBehindTheEndIsAnEmptyPage() {
    asking(
        ten,
        client ->
            assertThat(client.page(Endpoint.OFFSET, "offset", "9000000000").isEmpty()).isTrue());
  }

  @Test
  void aLimitAboveThePageCapIsCutToIt() {
    asking(
        ten,
        client ->
            assertThat(client.page(Endpoint.OFFSET, "limit", "500").number("limit")).isEqualTo(4));
  }

  @Test
  void offsetCanKeepItsOffsetToItselfAndLieAboutTheTotal() {
    asking(
        ten.withOffsetField(Field.OMITTED).withTotal(Total.OMITTED),
        client ->
            assertThat(client.page(Endpoint.OFFSET).body().fieldNames())
                .toIterable()
                .containsExactly("data", "limit"));
    asking(
        ten.withTotal(Total.TOO_SMALL),
        client -> assertThat(client.page(Endpoint.OFFSET).number("total")).isEqualTo(5));
    asking(
        ten.withTotal(Total.TOO_LARGE),
        client -> assertThat(client.page(Endpoint.OFFSET).number("total")).isEqualTo(21));
  }

  @Test
  void sinceLeavesOutOrIncludesRowsOfExactlyThatTimeAsOptionsSay() {
    asking(
        ten.withSince(Endpoint.TIMESTAMP, Since.INCLUSIVE),
        client -> {
          assertThat(client.page(Endpoint.TIMESTAMP, "since", minutesAgo(61)).ids())
              .containsExactly("9", "10");
          assertThat(client.page(Endpoint.REPLAY, "since", minutesAgo(61)).ids())
              .containsExactly("10");
        });
    asking(
        ten.withSince(Since.INCLUSIVE),
        client ->
            assertThat(client.page(Endpoint.OFFSET, "updated_since", minutesAgo(61)).ids())
                .containsExactly("9", "10"));
  }

  @Test
  void timestampAnswersTheFirstRowsOfAWindowThatLeavesItsEndOut() {
    asking(
        ten,
        client -> {
          assertThat(
                  client
                      .page(Endpoint.TIMESTAMP, "since", minutesAgo(69), "until", minutesAgo(66))
                      .ids())
              .containsExactly("2", "3");
          assertThat(client.page(Endpoint.TIMESTAMP).ids()).isEqualTo(Ids.between(1, 4));
          assertThat(client.page(Endpoint.TIMESTAMP, "limit", "2").ids())
              .isEqualTo(Ids.between(1, 2));
        });
  }

  @Test
  void timestampCanAnswerNewestFirst() {
    asking(
        ten.withOrder(Order.NEWEST_FIRST),
        client -> assertThat(client.page(Endpoint.TIMESTAMP).ids()).isEqualTo(Ids.between(10, 7)));
  }

  @Test
  void aWindowThatEndsBeforeItStartsIsEmpty() {
    asking(
        ten,
        client ->
            assertThat(
                    client
                        .page(Endpoint.TIMESTAMP, "since", minutesAgo(1), "until", minutesAgo(90))
                        .isEmpty())
                .isTrue());
  }

  @Test
  void stepComparesIdsAsNumbersAndIncludesBothEnds() {
    asking(
        ten,
        client -> {
          Client.Page page = client.page(Endpoint.STEP, "start_id", "2", "end_id", "10");
          assertThat(page.ids()).isEqualTo(Ids.between(2, 10));
          assertThat(page.number("max_id")).isEqualTo(10);
        });
  }

  @Test
  void stepCanCutAWindowInSilenceAndHideTheHighestId() {
    asking(
        ten.withStepWindow(StepWindow.CUT_AT_PAGE_CAP).withMaxIdField(Field.OMITTED),
        client -> {
          Client.Page page = client.page(Endpoint.STEP, "start_id", "1", "end_id", "10");
          assertThat(page.ids()).isEqualTo(Ids.between(1, 4));
          assertThat(page.body().has("max_id")).isFalse();
        });
  }

  @Test
  void gapsLeaveIdsOutAndStillGiveTheAskedNumberOfRows() {
    asking(
        ten.withGaps(IdGaps.between(3, 100).and(103, 104)),
        client ->
            assertThat(client.page(Endpoint.STEP, "start_id", "1", "end_id", "108").ids())
                .containsExactly("1", "2", "101", "102", "105", "106", "107", "108"));
    asking(
        ten.withRows(4).withGaps(IdGaps.everyMultipleOf(2)),
        client ->
            assertThat(client.page(Endpoint.STEP, "start_id", "1", "end_id", "99").ids())
                .containsExactly("1", "3", "5", "7"));
  }

  @Test
  void replayPagesInsideItsBuffer() {
    asking(
        ten,
        client -> {
          Client.Page page =
              client.page(Endpoint.REPLAY, "since", minutesAgo(66), "offset", "4", "limit", "4");
          assertThat(page.ids()).containsExactly("9", "10");
          assertThat(page.number("total")).isEqualTo(6);
        });
  }

  @Test
  void anEmptyTableAnswersEveryEndpointWithAnEmptyPage() {
    asking(
        ten.withRows(0),
        client -> {
          for (Endpoint endpoint : List.of(KEYSET, OFFSET, TIMESTAMP, STEP, REPLAY)) {
            assertThat(client.page(endpoint, "start_id", "1", "end_id", "9").isEmpty()).isTrue();
          }
          assertThat(Client.json(client.get(Endpoint.ISSUES))).isEmpty();
          assertThat(Client.json(client.call("POST", "/exports", "")).path("parts").intValue())
              .isZero();
        });
  }

  private static List<String> scroll(Client client, String... first) {
    List<String> ids = new ArrayList<>();
    Client.Page page = client.page(Endpoint.KEYSET, first);
    ids.addAll(page.ids());
    for (Optional<String> token = page.text("scroll_param");
        token.isPresent();
        token = page.text("scroll_param")) {
      page = client.page(Endpoint.KEYSET, "scroll_param", token.get());
      ids.addAll(page.ids());
    }
    return ids;
  }

  /** Row 10 of ten is 60 minutes old, row 9 is 61, and so on. */
  private static String minutesAgo(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes)).toString();
  }

  private static void asking(PlaygroundOptions options, Consumer<Client> questions) {
    try (Playground playground = Playground.start(options)) {
      questions.accept(new Client(playground));
    }
  }
}
