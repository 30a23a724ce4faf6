package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.JsonRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Pages that are counted, whatever they are called, while the rows before them go. */
class CountedPagesTest {

  private static final Slot N = Slot.query("n");

  private final FakeSource source = new FakeSource();

  /** How a source calls the page that begins at an offset, and where that stands in its answers. */
  private record Way(Paging paging, IntFunction<String> name) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(Paging.offset(N), offset -> ""),
          new Way(Paging.token("/next", N), Integer::toString),
          new Way(Paging.link("/next"), offset -> "/users?n=" + offset),
          new Way(
              Paging.token("/next", N),
              offset ->
                  Base64.getEncoder()
                      .encodeToString(("offset:" + offset).getBytes(StandardCharsets.UTF_8))));

  /** A source that gives its rows in such pages, and takes its links. */
  private record Counting(FakeSource rows, IntFunction<String> name) implements Source {

    @Override
    public Answer fetch(Request request) {
      int offset = request.queryValue("n").map(CountedPagesTest::offset).orElse(0);
      List<String> all = matching(request);
      int from = Math.min(offset, all.size());
      int to = Math.min(from + rows.pageSize, all.size());
      List<String> page = all.subList(from, to);
      return to == all.size() ? Answer.of("{\"data\":" + page + "}") : page(page, name.apply(to));
    }

    private List<String> matching(Request request) {
      Optional<Long> first = request.queryValue("first").map(Long::valueOf);
      Optional<Long> last = request.queryValue("last").map(Long::valueOf);
      return json(
          first.isPresent()
              ? rows.ids(new IdRange(first.get(), last.orElseThrow()))
              : rows.since(request.queryValue("since")));
    }

    @Override
    public Request follow(Request request, Answer answer, String link) {
      return request.replaceQuery("n", link.substring(link.indexOf('=') + 1));
    }
  }

  private static List<String> json(Answer page) {
    return page.page().rows("/data").stream().map(JsonRow::json).toList();
  }

  private static Answer page(List<String> rows, String next) {
    return Answer.of("{\"data\":" + rows + ",\"next\":\"" + next + "\"}");
  }

  private static int offset(String name) {
    return Integer.parseInt(
        name.matches("\\d+")
            ? name
            : new String(Base64.getDecoder().decode(name), StandardCharsets.UTF_8)
                .substring("offset:".length()));
  }

  private static Request since(Optional<String> since) {
    Request all = Request.get("/users");
    return since.map(time -> all.query("since", time)).orElse(all);
  }

  private Keyset walk(FakeSource rows, Way way) {
    return Keyset.of(USER)
        .maxPages(1_000)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .first(new Counting(rows, way.name), CountedPagesTest::since)
        .paging(way.paging);
  }

  private static FakeSource shrinking(int rows, int aStamp) {
    return shrinking(rows, aStamp, 3, 4);
  }

  /** A source of which the first rows go before it answers a certain question, from 0. */
  private static FakeSource shrinking(int rows, int aStamp, int question, int gone) {
    FakeSource shrinking = new FakeSource().holds(rows, aStamp);
    shrinking.beforePage =
        page -> {
          for (int id = 1; page == question && id <= gone; id++) {
            shrinking.delete(id);
          }
        };
    return shrinking;
  }

  @Test
  void noRowIsLostWhereRowsAscend() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Recording sync = Recording.empty().sync(walk(rows, way).ascending(), rows.clock);
      assertThat(sync.failure).isEmpty();
      assertThat(sync.durable).containsAllEntriesOf(rows.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void noRowIsLostWhereNobodyKnowsTheOrder() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Recording sync = Recording.empty().sync(walk(rows, way), rows.clock);
      assertThat(sync.failure).isEmpty();
      assertThat(sync.durable).containsAllEntriesOf(rows.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void noRowIsLostOfThoseThatShareAStampAndFillSeveralPages() {
    for (int i = 0; i < 20 * WAYS.size(); i++) {
      FakeSource rows = shrinking(20, 1, i / WAYS.size(), 35);
      Instant stamp = rows.clock.instant().minus(Duration.ofDays(9));
      for (int id = 21; id <= 90; id++) {
        rows.put(id, stamp, Duration.ZERO);
      }
      Way way = WAYS.get(i % WAYS.size());
      Recording sync = Recording.empty().sync(walk(rows, way).ascending(), rows.clock);
      assertThat(sync.failure).isEmpty();
      assertThat(sync.durable).containsAllEntriesOf(rows.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void aPassThatIsKilledClaimsNothingThatAnUnprovedPageHolds() {
    for (Way way : WAYS) {
      for (int n = 0; n < 90; n++) {
        FakeSource rows = shrinking(60, 1);
        Keyset walk = walk(rows, way).ascending();
        Recording killed = Recording.empty().crashingAt(n).sync(walk, rows.clock);
        assertThat(killed.next().sync(walk, rows.clock).durable).containsAllEntriesOf(rows.table());
      }
    }
  }

  @Test
  void aListThatNeverRestsEndsIncomplete() {
    source.holds(60, 1);
    source.order = FakeSource.Order.SHUFFLED;
    Recording sync = Recording.empty().sync(walk(source, WAYS.get(0)), source.clock);
    assertThat(sync.reason()).contains("rows may have slipped between pages that are counted");
    assertThat(sync.cursor().text("cursor")).isEmpty();
  }

  @Test
  void aFirstPageOfOneStampDoesNotShowTheOrderSoTheNextIsLookedAt() {
    Instant late = source.clock.instant().minus(Duration.ofDays(1));
    for (int id = 1; id <= 30; id++) {
      source.put(id, late.minus(Duration.ofHours(id <= 10 ? 0 : id)), Duration.ZERO);
    }
    source.order = FakeSource.Order.NEWEST_FIRST;
    Recording sync = Recording.empty().sync(walk(source, WAYS.get(0)).ascending(), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
  }

  @Test
  void idsThatGrowByOneAreAskedForOnceMoreUnlessTheyAreSaidToBePlaces() {
    source.holds(30, 1);
    Source byId =
        request -> {
          int after = request.queryValue("n").map(Integer::valueOf).orElse(0);
          Answer page = source.ids(new IdRange(after + 1, after + 10));
          return after == 20 ? page : page(json(page), "" + (after + 10));
        };
    Keyset walk =
        Keyset.of(USER)
            .cursor(CursorField.wholeNumber("id"))
            .rowsAt("/data")
            .first(byId, CountedPagesTest::since)
            .paging(Paging.token("/next", N));
    Recording.empty().sync(walk, source.clock);
    int askedTwice = source.served;
    source.served = 0;
    Recording sync =
        Recording.empty().sync(walk.paging(Paging.token("/next", N).places()), source.clock);
    assertThat(source.served).isEqualTo(3);
    assertThat(askedTwice).isGreaterThan(5);
    assertThat(sync.durable).isEqualTo(source.table());
  }

  /** The next page holds the rows after the stamp of the last one. */
  private Keyset namedByStamp() {
    Source byStamp =
        request -> {
          Answer page = source.since(request.queryValue("n").or(() -> request.queryValue("since")));
          List<JsonRow> rows = page.page().rows("/data");
          return rows.size() < source.cap
              ? page
              : page(json(page), rows.get(rows.size() - 1).text("updatedAt").orElseThrow());
        };
    return Keyset.of(USER)
        .maxPages(1_000)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .first(byStamp, CountedPagesTest::since)
        .paging(Paging.token("/next", N));
  }

  @Test
  void aPageThatIsNamedByAStampBeginsAnewAtThatStamp() {
    source.holds(60, 4);
    source.cap = 10;
    Recording sync = Recording.empty().sync(namedByStamp().ascending(), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void aPageThatIsNamedByAStampIsRefusedWhereNobodyKnowsTheOrder() {
    source.holds(60, 4);
    source.cap = 10;
    assertThat(Recording.empty().sync(namedByStamp(), source.clock).failure.orElseThrow())
        .hasMessageContaining("which rows of that page may share");
  }

  @Test
  void everythingIsReadUntilTwoPassesAgree() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Replay walk =
          Replay.of(USER)
              .rowsAt("/data")
              .everything(new Counting(rows, way.name), Request.get("/users"))
              .paging(way.paging);
      assertThat(Recording.empty().sync(walk, rows.clock).durable)
          .containsAllEntriesOf(rows.table());
    }
  }

  @Test
  void aWindowIsReadUntilTwoPassesAgree() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Timestamp walk =
          Timestamp.of(USER)
              .cursor(CursorField.instant("updatedAt"))
              .rowsAt("/data")
              .start(Instant.parse("2026-02-01T00:00:00Z"))
              .between(new Counting(rows, way.name), window -> Request.get("/users"))
              .paging(way.paging);
      assertThat(Recording.empty().sync(walk, rows.clock).durable)
          .containsAllEntriesOf(rows.table());
    }
  }

  @Test
  void aRangeOfIdsIsReadUntilItIsTwiceTheSame() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      StepSize walk =
          StepSize.of(USER)
              .rowsAt("/data")
              .step(100)
              .upTo(100)
              .range(
                  new Counting(rows, way.name),
                  ids ->
                      Request.get("/users").query("first", ids.first()).query("last", ids.last()))
              .paging(way.paging);
      assertThat(Recording.empty().sync(walk, rows.clock).durable)
          .containsAllEntriesOf(rows.table());
    }
  }
}
