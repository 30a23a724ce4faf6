package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static dev.leat.sdk.walk.Strategies.keyset;
import static dev.leat.sdk.walk.Strategies.seek;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.row.JsonRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysetTest {

  private final FakeSource source = new FakeSource();

  private static Keyset pages(PageFetch<String> next) {
    return Keyset.of(USER)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .first(since -> row(1, "\"t\""))
        .next("/scroll_param", next)
        .maxPages(2_000);
  }

  private static Answer row(int id, String token) {
    String at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(id).toString();
    return Answer.of(
        "{\"data\":[{\"id\":%d,\"updatedAt\":\"%s\"}],\"scroll_param\":%s}"
            .formatted(id, at, token));
  }

  @Test
  void resumesFromEveryOperationWithTiesAcrossPages() {
    source.holds(100, 10);
    source.pageSize = 25;
    for (Keyset walk : List.of(keyset(source).ascending(), keyset(source), seek(source))) {
      int operations = Recording.empty().sync(walk, source.clock).operations.size();
      for (int n = 0; n <= operations; n++) {
        Recording first = Recording.empty().crashingAt(n).sync(walk, source.clock);
        Recording second = first.next().sync(walk, source.clock);
        assertThat(second.durable).isEqualTo(source.table());
        assertThat(second.isComplete()).isTrue();
      }
    }
  }

  @Test
  void sendsNothingAgainAndKeepsTheStateWhenNothingIsNew() {
    source.holds(100, 10);
    for (Keyset walk : List.of(keyset(source).ascending(), keyset(source), seek(source))) {
      Recording first = Recording.empty().sync(walk, source.clock);
      Recording second = first.next().sync(walk, source.clock);
      assertThat(second.ids()).isEmpty();
      assertThat(second.state).isEqualTo(first.state);
      assertThat(second.checkpoints()).hasSize(1);
    }
  }

  @Test
  void checkpointsAnEmptyTable() {
    Recording sync = Recording.empty().sync(keyset(source), source.clock);
    assertThat(sync.checkpoints()).containsExactly(Recording.NOTHING);
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void refusesATokenThatComesAgain() {
    AtomicInteger id = new AtomicInteger(1);
    Recording sync =
        Recording.empty().sync(pages(token -> row(id.incrementAndGet(), "\"t\"")), source.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("next-page token a second time");
  }

  @Test
  void refusesPagesThatGoInCirclesUnderFreshTokens() {
    AtomicInteger asked = new AtomicInteger();
    Recording sync =
        Recording.empty()
            .sync(
                pages(token -> row(2 + asked.incrementAndGet() % 2, "\"t" + asked.get() + "\"")),
                source.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("goes in circles");
  }

  @Test
  void refusesPagesWithoutEnd() {
    AtomicInteger id = new AtomicInteger(1);
    Keyset walk =
        pages(
                token -> {
                  assertThat(id.incrementAndGet()).isLessThan(100);
                  return row(id.get(), "\"t" + id.get() + "\"");
                })
            .maxPages(50);
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("read 50 pages");
  }

  @Test
  void anEmptyPageWithATokenIsNotTheEndUnlessDeclared() {
    PageFetch<String> next =
        token ->
            token.equals("t") ? Answer.of("{\"data\":[],\"scroll_param\":\"u\"}") : row(2, "null");
    assertThat(Recording.empty().sync(pages(next), source.clock).ids()).containsExactly("1", "2");
    assertThat(Recording.empty().sync(pages(next).emptyPageEnds(), source.clock).ids())
        .containsExactly("1");
  }

  @Test
  void refusesEmptyPagesWithoutEnd() {
    AtomicInteger asked = new AtomicInteger();
    Keyset walk =
        pages(
                token ->
                    Answer.of(
                        "{\"data\":[],\"scroll_param\":\"x" + asked.incrementAndGet() + "\"}"))
            .maxPages(3_000);
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("empty pages in a row");
  }

  @Test
  void startsThePassAgainWhenATokenHasExpired() {
    source.holds(40, 1);
    AtomicInteger refusals = new AtomicInteger();
    Keyset walk =
        keyset(source)
            .ascending()
            .next(
                "/scroll_param",
                token -> {
                  if (source.served == 2 && refusals.getAndIncrement() == 0) {
                    throw new SourceDataException("gone", new HttpStatusException(410, "GET 410"));
                  }
                  return source.next(token);
                });
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.warnings).singleElement().asString().contains("no longer knows");
  }

  @Test
  void givesUpWhenEachTokenExpires() {
    source.holds(40, 1);
    Keyset walk =
        keyset(source)
            .maxPages(50)
            .next(
                "/scroll_param",
                token -> {
                  throw new SourceDataException("gone", new HttpStatusException(410, "GET 410"));
                });
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.failure.orElseThrow()).hasMessage("gone");
    assertThat(sync.warnings).hasSize(3);
  }

  @Test
  void goesOnByAStoredTokenWithinItsLife() {
    source.holds(40, 1);
    Keyset walk = keyset(source).tokenLife(Duration.ofMinutes(10));
    Recording crashed = Recording.empty().crashingAt(30).sync(walk, source.clock);
    Recording resumed = crashed.next().sync(walk, source.clock);
    assertThat(resumed.ids()).hasSize(20);
    assertThat(resumed.durable).isEqualTo(source.table());
    assertThat(resumed.cursor().text("token")).isEmpty();
    source.clock.pass(Duration.ofMinutes(11));
    assertThat(crashed.next().sync(walk, source.clock).ids()).hasSize(40);
  }

  @Test
  void aPassTakenUpByItsTokenEndsAtTheHighestValueOfTheWholePass() {
    source.holds(40, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    Keyset walk = keyset(source).tokenLife(Duration.ofMinutes(10));
    Recording crashed = Recording.empty().crashingAt(30).sync(walk, source.clock);
    Recording resumed = crashed.next().sync(walk, source.clock);
    assertThat(resumed.ids()).hasSize(20 + 1).endsWith("40");
    assertThat(resumed.cursor().text("cursor"))
        .contains(FakeSource.text(source.versions.get(40).get(0).at()));
  }

  @Test
  void aPassTakenUpByItsTokenIsFollowedByOneThatBringsWhatCameSince() {
    source.holds(40, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    Keyset walk = keyset(source).newestFirst().tokenLife(Duration.ofMinutes(10));
    Recording crashed = Recording.empty().crashingAt(30).sync(walk, source.clock);
    source.put(41, source.clock.instant(), Duration.ZERO);
    Recording resumed = crashed.next().sync(walk, source.clock);
    assertThat(resumed.isComplete()).isTrue();
    assertThat(resumed.durable).isEqualTo(source.table());
  }

  @Test
  void theTimeThatAnAnswerTakesIsHeldBackToo() {
    source.put(1, source.clock.instant().minusSeconds(240), Duration.ZERO);
    String row = source.table().get("1");
    Keyset walk =
        keyset(source)
            .first(
                since -> {
                  source.clock.pass(Duration.ofMinutes(3));
                  return Answer.of("{\"data\":[" + row + "]}")
                      .with("Date", "Sun, 01 Mar 2026 12:03:00 GMT");
                });
    assertThat(Recording.empty().sync(walk, source.clock).cursor().text("cursor")).isEmpty();
  }

  @Test
  void theFirstAnswerSaysWhenThePassBegan() {
    Keyset walk =
        keyset(source)
            .first(since -> answerOf("12:00:00", 1, "11:50:00", "\"t\""))
            .next("/scroll_param", token -> answerOf("12:30:00", 2, "12:10:00", "null"));
    assertThat(Recording.empty().sync(walk, source.clock).cursor().text("cursor"))
        .contains("2026-03-01T11:50:00Z");
  }

  @Test
  void aLaterAnswerThatIsTheFirstWithADateSaysItToo() {
    Keyset walk =
        keyset(source)
            .first(
                since -> {
                  source.clock.pass(Duration.ofMinutes(30));
                  return Answer.of(
                      "{\"data\":[{\"id\":1,\"updatedAt\":\"2026-03-01T11:50:00Z\"}],"
                          + "\"scroll_param\":\"t\"}");
                })
            .next("/scroll_param", token -> answerOf("12:30:00", 2, "12:10:00", "null"));
    assertThat(Recording.empty().sync(walk, source.clock).cursor().text("cursor"))
        .contains("2026-03-01T11:50:00Z");
  }

  private static Answer answerOf(String sentAt, int id, String updatedAt, String token) {
    return Answer.of(
            "{\"data\":[{\"id\":%d,\"updatedAt\":\"2026-03-01T%sZ\"}],\"scroll_param\":%s}"
                .formatted(id, updatedAt, token))
        .with("Date", "Sun, 01 Mar 2026 " + sentAt + " GMT");
  }

  @Test
  void aPassTakenUpByItsTokenClaimsNothingYoungerThanItsBeginning() {
    Instant start = source.clock.instant();
    for (int id = 1; id <= 40; id++) {
      source.put(id, start.minusSeconds(120 - id), Duration.ZERO);
    }
    source.put(50, start.minusSeconds(119), Duration.ofSeconds(200));
    Keyset walk = keyset(source).tokenLife(Duration.ofMinutes(10));
    Recording crashed = Recording.empty().crashingAt(30).sync(walk, source.clock);
    source.clock.pass(Duration.ofMinutes(9));
    Recording resumed = crashed.next().crashingAt(2 * (10 + 2)).sync(walk, source.clock);
    assertThat(resumed.ids()).hasSize(20);
    assertThat(resumed.cursor().text("token")).isEmpty();
    assertThat(resumed.next().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void aRowThatChangedWithoutANewStampIsSentAgainWhereItIsRead() {
    source.holds(3, 1);
    Recording first = Recording.empty().sync(keyset(source), source.clock);
    source.put(3, source.versions.get(3).get(0).at(), Duration.ZERO);
    assertThat(first.next().sync(keyset(source), source.clock).ids()).containsExactly("3");
  }

  @Test
  void readsNewestFirstWithoutMovingBack() {
    source.holds(40, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    for (Keyset walk : List.of(keyset(source), keyset(source).newestFirst())) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.checkpoints()).hasSize(1);
      assertThat(sync.durable).isEqualTo(source.table());
      assertThat(Instant.parse(sync.cursor().text("cursor").orElseThrow()))
          .isEqualTo(source.versions.get(40).get(0).at());
    }
  }

  @Test
  void anOrderThatNobodyDeclaredIsNotTrustedThoughNothingSpeaksAgainstIt() {
    source.holds(40, 1);
    Keyset walk = laterFirst(10);
    Recording crashed = Recording.empty().crashingAt(60).sync(walk, source.clock);
    assertThat(crashed.ids()).hasSizeGreaterThan(20);
    assertThat(crashed.next().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void aDeclaredOrderIsBelievedOnlyOnceItWasSeenToBeKept() {
    source.holds(40, 1);
    Keyset walk = laterFirst(30).ascending();
    for (int n = 0; n < 80; n++) {
      Recording crashed = Recording.empty().crashingAt(n).sync(walk, source.clock);
      Recording second = crashed.next().sync(walk, source.clock);
      assertThat(second.durable).isEqualTo(source.table());
    }
  }

  @Test
  void theOrderWithinOnePageIsNotThatOfPages() {
    source.holds(10, 1);
    Recording onePage = Recording.empty().sync(keyset(source).ascending(), source.clock);
    assertThat(onePage.cursor().text("order")).isEmpty();
    source.pageSize = 5;
    Recording twoPages = Recording.empty().sync(keyset(source).ascending(), source.clock);
    assertThat(twoPages.cursor().text("order")).isPresent();
  }

  /** One row a page: the rows after so many, then those before them. */
  private Keyset laterFirst(int earlier) {
    return keyset(source)
        .first(since -> page(laterFirst(since, earlier), since.orElse("") + "@", 0))
        .next(
            "/scroll_param",
            token -> {
              String[] parts = token.split("@", -1);
              Optional<String> since = Optional.of(parts[0]).filter(text -> !text.isEmpty());
              return page(
                  laterFirst(since, earlier), parts[0] + "@", Integer.parseInt(parts[1], 36));
            })
        .places();
  }

  private List<String> laterFirst(Optional<String> since, int earlier) {
    List<JsonRow> rows = new ArrayList<>(source.since(since).page().rows("/data"));
    rows.sort(Comparator.comparing(row -> Integer.parseInt(row.text("id").orElseThrow())));
    List<JsonRow> first = new ArrayList<>();
    rows.removeIf(
        row -> Integer.parseInt(row.text("id").orElseThrow()) > earlier && first.add(row));
    return Stream.concat(first.stream(), rows.stream()).map(JsonRow::json).toList();
  }

  private static Answer page(List<String> rows, String start, int at) {
    String token =
        at + 1 < rows.size() ? "\"" + start + Integer.toString(at + 1, 36) + "\"" : "null";
    return Answer.of(
        "{\"data\":"
            + rows.subList(at, Math.min(at + 1, rows.size()))
            + ",\"scroll_param\":"
            + token
            + "}");
  }

  @Test
  void reportsAnOrderThatIsNotTheDeclaredOne() {
    source.holds(40, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    source.pageSize = 1;
    Recording sync = Recording.empty().sync(keyset(source).ascending(), source.clock);
    assertThat(sync.reason()).contains("ascending() was declared");
    assertThat(sync.checkpoints()).hasSize(1);
    assertThat(sync.durable).isEqualTo(source.table());
  }

  @Test
  void seekRefusesTiesInAnotherOrderThanThatOfTheKey() {
    source.holds(5, 5);
    source.pageSize = 4;
    Keyset walk =
        seek(source)
            .after(
                position -> {
                  List<String> rows = new ArrayList<>(source.table().values());
                  position.ifPresent(
                      last -> rows.subList(0, Integer.parseInt(last.key().get(0))).clear());
                  Collections.reverse(rows);
                  return Answer.of("{\"data\":" + rows.subList(0, Math.min(4, rows.size())) + "}");
                });
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("a second time")
        .hasMessageContaining("[id]");
  }

  @Test
  void seekRefusesRowsOutOfOrder() {
    Keyset walk =
        Keyset.of(USER)
            .cursor(CursorField.instant("updatedAt"))
            .rowsAt("/data")
            .after(position -> row(position.isEmpty() ? 5 : 3, "null"));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("needs rows in ascending order");
  }

  @Test
  void seekRefusesASourceThatIgnoresThePosition() {
    AtomicInteger asked = new AtomicInteger();
    Keyset walk =
        Keyset.of(USER).cursor(CursorField.instant("updatedAt")).rowsAt("/data").maxPages(50);
    assertThat(
            Recording.empty()
                .sync(walk.after(position -> row(5, "null")), source.clock)
                .failure
                .orElseThrow())
        .hasMessageContaining("paging goes in circles");
    Keyset changing =
        walk.after(
            position ->
                Answer.of(
                    "{\"data\":[{\"id\":5,\"updatedAt\":\"2026-01-01T00:00:05Z\",\"asked\":%d}]}"
                        .formatted(asked.incrementAndGet())));
    assertThat(Recording.empty().sync(changing, source.clock).failure.orElseThrow())
        .hasMessageContaining("a second time");
  }

  @Test
  void seekRefusesRowsThatCannotBeToldApart() {
    Keyset walk = seek(source).after(position -> row(1, "null")).tieBreaker("number");
    assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
        .hasMessageContaining("a row has no \"number\"");
  }

  @Test
  void seekHoldsYoungRowsBackFromTheCheckpoint() {
    source.holds(5, 1);
    source.put(6);
    Recording first = Recording.empty().sync(seek(source), source.clock);
    assertThat(first.ids()).contains("6");
    source.put(7, source.clock.instant().minusSeconds(100), Duration.ofSeconds(200));
    source.clock.pass(Duration.ofSeconds(150));
    assertThat(first.next().sync(seek(source), source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void aStampOfAClockThatIsAheadDoesNotHideTheRowsOfAnother() {
    Keyset walk = keyset(source).ascending().visibilityLag(Duration.ZERO);
    source.holds(5, 1);
    source.put(6, source.clock.instant().minusSeconds(30), Duration.ZERO);
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(7, source.clock.instant().minusSeconds(50), Duration.ofSeconds(51));
    source.clock.pass(Duration.ofSeconds(10));
    assertThat(first.next().sync(walk, source.clock).ids()).containsExactly("7");
  }

  @Test
  void aRowThatFollowsWithTheStampOfThePositionIsRead() {
    source.holds(30, 1);
    Recording first = Recording.empty().sync(keyset(source), source.clock);
    source.put(31, source.versions.get(30).get(0).at(), Duration.ZERO);
    assertThat(first.next().sync(keyset(source), source.clock).ids()).containsExactly("31");
  }

  @Test
  void holdsYoungRowsBackFromTheCheckpointButSendsThem() {
    source.holds(5, 1);
    source.put(6);
    Recording first = Recording.empty().sync(keyset(source).ascending(), source.clock);
    assertThat(first.ids()).contains("6");
    source.put(7, source.clock.instant().minusSeconds(100), Duration.ofSeconds(200));
    source.clock.pass(Duration.ofSeconds(150));
    Recording second = first.next().sync(keyset(source).ascending(), source.clock);
    assertThat(second.ids()).containsExactly("7");
  }

  @Test
  void aRowThatChangesAllTheTimeIsFreshAfterEachSync() {
    source.holds(5, 1);
    Recording sync = Recording.empty();
    for (int i = 0; i < 5; i++) {
      source.clock.pass(Duration.ofSeconds(30));
      source.put(3);
      sync = sync.next().sync(keyset(source).ascending(), source.clock);
      assertThat(sync.durable).isEqualTo(source.table());
    }
  }

  @Test
  void followsTheClockOfTheSourceAndWarnsOfADifference() {
    source.put(1);
    Keyset walk =
        keyset(source)
            .first(
                since ->
                    Answer.of(
                            source.since(since).page().rows("/data").isEmpty()
                                ? "{\"data\":[]}"
                                : "{\"data\":[" + source.table().get("1") + "]}")
                        .with("Date", "Sun, 01 Mar 2026 14:00:00 GMT"));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.warnings).singleElement().asString().contains("ahead of").contains("PT2H");
    assertThat(sync.cursor().text("cursor")).contains(FakeSource.text(source.clock.instant()));
  }

  @Test
  void rowsWithoutACursorAreSentAndReported() {
    Keyset walk =
        keyset(source)
            .first(
                since ->
                    Answer.of(
                        "{\"data\":[{\"id\":1,\"updatedAt\":null},"
                            + "{\"id\":2,\"updatedAt\":\"2026-01-01T00:00:00Z\"},{\"id\":3}]}"));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.ids()).containsExactly("1", "2", "3");
    assertThat(sync.cursor().text("cursor")).contains("2026-01-01T00:00:00Z");
    assertThat(sync.reason()).contains("2 rows have no updatedAt");
    assertThat(
            Recording.empty()
                .sync(walk.nullCursors(NullCursors.ACCEPTED), source.clock)
                .isComplete())
        .isTrue();
  }

  @Test
  void stopsAFeedAtTheFirstPageOfOldRows() {
    source.holds(100, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    Keyset walk = keyset(source).first(since -> source.first(Optional.empty())).dataFeed();
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(101);
    source.served = 0;
    Recording second = first.next().sync(walk, source.clock);
    assertThat(source.served).isEqualTo(2);
    assertThat(second.ids()).containsExactly("101");
  }

  @Test
  void keepsTheStateSmallHoweverManyRowsShareAStamp() {
    source.holds(5_000, 5_000);
    source.pageSize = 500;
    Recording sync = Recording.empty().sync(keyset(source).ascending(), source.clock);
    assertThat(sync.state.json().length()).isLessThan(500);
    assertThat(sync.next().sync(keyset(source), source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void refusesHalfAWalk() {
    assertThatThrownBy(
            () -> Recording.empty().sync(keyset(source).after(source::after), source.clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("declare one of them");
    assertThatThrownBy(
            () -> Recording.empty().sync(Keyset.of(USER).first(source::first), source.clock))
        .hasMessageContaining("add cursor(");
    Keyset byText = keyset(source).cursor(CursorField.text("name"));
    assertThatThrownBy(() -> Recording.empty().sync(byText, source.clock))
        .hasMessageContaining("has no predecessor to ask from");
    Keyset byToken = keyset(source).inclusive().cursor(CursorField.opaque("name"));
    assertThatThrownBy(() -> Recording.empty().sync(byToken, source.clock))
        .hasMessageContaining("an opaque cursor has no order of its own");
  }
}
