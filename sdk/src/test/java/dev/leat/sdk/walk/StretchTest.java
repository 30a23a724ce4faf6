package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.keyset;
import static dev.leat.sdk.walk.Strategies.seek;
import static dev.leat.sdk.walk.Strategies.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Walks that begin at a date, and backfills between two dates beside the table's own position. */
class StretchTest {

  private final FakeSource source = new FakeSource().holds(100, 4);

  /** Of rows 1 to 100, four a second, those from 41 to 60 stand between these. */
  private final Instant first = source.clock.instant().minus(Duration.ofDays(10));

  private final Instant start = first.plusSeconds(10);
  private final Instant end = first.plusSeconds(15);

  private List<Walk> walks(Instant from) {
    source.inclusive = true;
    source.cap = 10;
    return List.of(
        timestamp(source).ascending().start(from),
        timestamp(source).ascending().inclusive().start(from),
        keyset(source).ascending().start(from),
        keyset(source).start(from));
  }

  private List<Walk> backfills() {
    source.inclusive = true;
    source.cap = 10;
    return List.of(
        timestamp(source).ascending().start(start).end(end),
        timestamp(source).ascending().inclusive().start(start).end(end),
        keyset(source).ascending().start(start).end(end),
        keyset(source).start(start).end(end));
  }

  private Map<String, String> rows(int from, int to) {
    Map<String, String> rows = new TreeMap<>(source.table());
    rows.keySet().removeIf(id -> Integer.parseInt(id) < from || Integer.parseInt(id) > to);
    return rows;
  }

  @Test
  void aFirstSyncBeginsAtTheStartAndTheNextAtItsPosition() {
    for (Walk walk : walks(start)) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.isComplete()).isTrue();
      assertThat(sync.durable).isEqualTo(rows(41, 1_000));

      source.put(7);
      Recording second = sync.next().sync(walk, source.clock);
      assertThat(second.ids()).contains("7").hasSizeLessThan(5);
      source.delete(7);
      source.put(7, first.plusSeconds(1), Duration.ZERO);
    }
  }

  @Test
  void checkAsksFromTheStart() throws Exception {
    List<String> asked = new ArrayList<>();
    timestamp(source)
        .start(start)
        .since(
            since -> {
              asked.add(since.orElse("all"));
              return source.since(since);
            })
        .inclusive()
        .check();

    assertThat(asked).hasSize(1);
    assertThat(Instant.parse(asked.get(0))).isEqualTo(start);
  }

  @Test
  void aBackfillReadsWhatLiesBetweenAndLeavesThePositionAsItIs() {
    Recording live = Recording.empty().sync(walks(first.plusSeconds(20)).get(0), source.clock);
    for (Walk backfill : backfills()) {
      Recording sync = live.next().sync(backfill, source.clock);

      assertThat(sync.isComplete()).as(backfill.toString()).isTrue();
      assertThat(sync.ids()).doesNotHaveDuplicates().hasSize(20);
      assertThat(sync.durable).containsAllEntriesOf(rows(41, 60)).doesNotContainKeys("40", "61");
      assertThat(sync.state).isEqualTo(live.state);
    }
  }

  @Test
  void aBackfillWhoseRowsAscendReadsNoFurtherThanItsEnd() {
    source.holds(1_000, 4);
    Walk backfill = backfills().get(0);
    int before = source.served;
    Recording.empty().sync(backfill, source.clock);

    assertThat(source.served - before).isLessThan(10);
  }

  @Test
  void aFirstPagePastTheEndDoesNotShowThatOthersAreToo() {
    source.order = FakeSource.Order.NEWEST_FIRST;
    source.pageSize = 1;
    Recording sync =
        Recording.empty().sync(keyset(source).ascending().start(start).end(end), source.clock);

    assertThat(sync.isComplete()).isFalse();
    assertThat(sync.durable).isEqualTo(rows(41, 60));
  }

  @Test
  void aBackfillThatWasReadIsReadAgainIfItIsAskedForAgain() {
    for (Walk backfill : backfills()) {
      Recording once = Recording.empty().sync(backfill, source.clock);
      assertThat(once.next().sync(backfill, source.clock).ids()).hasSize(20);
    }
  }

  @Test
  void aBackfillIsResumedFromEveryOperation() {
    Recording live = Recording.empty().sync(walks(first.plusSeconds(20)).get(0), source.clock);
    for (Walk backfill : backfills()) {
      int operations = live.next().sync(backfill, source.clock).operations.size();
      for (int n = 0; n <= operations; n++) {
        Recording crashed = live.next().crashingAt(n).sync(backfill, source.clock);
        Recording resumed = crashed.next().sync(backfill, source.clock);
        assertThat(resumed.durable).containsAllEntriesOf(rows(41, 60));
        assertThat(resumed.state).isEqualTo(live.state);
      }
    }
  }

  @Test
  void howFarABackfillCameIsKeptApartAndIsOfNoUseToAnother() {
    // The declared order is believed, so that positions are claimed within the pass.
    source.pageSize = 1;
    Instant late = first.plusSeconds(24);
    Walk backfill = keyset(source).ascending().start(first).end(late);
    Recording crashed = Recording.empty().crashingAt(80).sync(backfill, source.clock);
    assertThat(crashed.cursor().text("cursor")).isEmpty();
    assertThat(crashed.cursor().parts("backfill")).hasSize(1);

    Recording resumed = crashed.next().sync(backfill, source.clock);
    assertThat(resumed.durable).isEqualTo(rows(1, 96));
    assertThat(resumed.ids()).hasSizeLessThan(90);
    Recording other =
        crashed.next().sync(keyset(source).ascending().start(first).end(end), source.clock);
    assertThat(other.ids()).hasSize(60);
    Recording live = crashed.next().sync(keyset(source).ascending(), source.clock);
    assertThat(live.durable).isEqualTo(source.table());
  }

  @Test
  void aBackfillOfATimeThatMayStillGetRowsIsIncompleteUntilItCannot() {
    source.lag = Duration.ofMinutes(3);
    source.put(500);
    Instant now = source.clock.instant();
    Walk backfill = timestamp(source).ascending().start(start).end(now.plusSeconds(1));

    Recording early = Recording.empty().sync(backfill, source.clock);
    assertThat(early.isComplete()).isFalse();
    assertThat(early.result.orElseThrow().toString())
        .contains("may still show up", now.plusSeconds(361).toString());

    source.clock.pass(Duration.ofMinutes(7));
    Recording again = early.next().sync(backfill, source.clock);
    assertThat(again.isComplete()).isTrue();
    assertThat(again.durable).isEqualTo(rows(41, 500));
  }

  @Test
  void aSourceWithoutAnOrderIsReadWholeAndOnlyWhatLiesBetweenIsSent() {
    source.order = FakeSource.Order.SHUFFLED;
    source.cap = Integer.MAX_VALUE;
    source.inclusive = true;
    Recording sync =
        Recording.empty().sync(timestamp(source).uncapped().start(start).end(end), source.clock);

    assertThat(sync.isComplete()).isTrue();
    assertThat(sync.durable).isEqualTo(rows(41, 60));
  }

  @Test
  void aStartThatIsNotBeforeTheEndIsAProblemOfTheSettings() {
    for (Walk walk :
        List.of(keyset(source).start(end).end(start), timestamp(source).start(end).end(end))) {
      assertThatThrownBy(walk::validate)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is not before the end");
    }
  }

  @Test
  void onlyTimesHaveAStart() {
    assertThatThrownBy(keyset(source).cursor(CursorField.wholeNumber("id")).start(start)::validate)
        .hasMessageContaining("cursors that are times");
    assertThatThrownBy(seek(source).end(end)::validate).hasMessageContaining("for first(...)");
  }
}
