package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
              offset -> Base64.getEncoder().encodeToString(("offset:" + offset).getBytes())));

  private Source counting(FakeSource rows, IntFunction<String> name) {
    return request -> {
      int offset = request.queryValue("n").map(CountedPagesTest::offset).orElse(0);
      Answer page =
          rows.offset(new OffsetAsk(request.queryValue("since"), offset, rows.pageSize));
      int size = page.page().rows("/data").size();
      return size < rows.pageSize
          ? page
          : Answer.of(
              "{\"data\":"
                  + page.page().rows("/data").stream().map(row -> row.json()).toList()
                  + ",\"next\":\""
                  + name.apply(offset + size)
                  + "\"}");
    };
  }

  private static int offset(String name) {
    return Integer.parseInt(
        name.matches("\\d+")
            ? name
            : new String(Base64.getDecoder().decode(name)).substring("offset:".length()));
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
        .first(counting(rows, way.name), CountedPagesTest::since)
        .paging(way.paging);
  }

  private static FakeSource shrinking(int rows, int aStamp) {
    FakeSource shrinking = new FakeSource().holds(rows, aStamp);
    shrinking.beforePage =
        page -> {
          for (int id = 1; page == 3 && id <= 4; id++) {
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
      assertThat(sync.durable).containsAllEntriesOf(rows.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void noRowIsLostWhereNobodyKnowsTheOrder() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Recording sync = Recording.empty().sync(walk(rows, way), rows.clock);
      assertThat(sync.durable).containsAllEntriesOf(rows.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void noRowIsLostOfThoseThatShareAStampAndFillSeveralPages() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 60);
      Recording sync = Recording.empty().sync(walk(rows, way).ascending(), rows.clock);
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
          int size = page.page().rows("/data").size();
          String rows = "" + page.page().rows("/data").stream().map(row -> row.json()).toList();
          String next = after + size < 30 ? "\"" + (after + size) + "\"" : "null";
          return Answer.of("{\"data\":" + rows + ",\"next\":" + next + "}");
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
          List<String> rows =
              new ArrayList<>(page.page().rows("/data").stream().map(row -> row.json()).toList());
          String next =
              rows.size() < source.cap
                  ? "null"
                  : page.page().rows("/data").get(rows.size() - 1).text("updatedAt").orElseThrow();
          return Answer.of(
              "{\"data\":" + rows + ",\"next\":" + (next.equals("null") ? next : "\"" + next + "\"") + "}");
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
  void everyStrategyThatIsPagedReadsCountedPages() {
    for (Way way : WAYS) {
      FakeSource rows = shrinking(60, 1);
      Source counting = counting(rows, way.name);
      Replay everything =
          Replay.of(USER)
              .rowsAt("/data")
              .everything(counting, Request.get("/users"))
              .paging(way.paging);
      assertThat(Recording.empty().sync(everything, rows.clock).durable)
          .containsAllEntriesOf(rows.table());
      FakeSource others = shrinking(60, 1);
      Source others60 = counting(others, way.name);
      Timestamp window =
          Timestamp.of(USER)
              .cursor(CursorField.instant("updatedAt"))
              .rowsAt("/data")
              .start(Instant.parse("2026-02-01T00:00:00Z"))
              .between(others60, each -> Request.get("/users"))
              .paging(way.paging);
      assertThat(Recording.empty().sync(window, others.clock).durable)
          .containsAllEntriesOf(others.table());
      FakeSource ids = shrinking(60, 1);
      StepSize range =
          StepSize.of(USER)
              .rowsAt("/data")
              .upTo(100)
              .range(counting(ids, way.name), each -> Request.get("/users"))
              .paging(way.paging);
      assertThat(Recording.empty().sync(range, ids.clock).durable)
          .containsAllEntriesOf(ids.table());
    }
  }
}
