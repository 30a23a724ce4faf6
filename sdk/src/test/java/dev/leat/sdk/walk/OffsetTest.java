package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static dev.leat.sdk.walk.Strategies.offset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetTest {

  private final FakeSource source = new FakeSource();

  private Offset list() {
    return Offset.of(USER).rowsAt("/data").pageSize(10).maxPages(1_000).page(source::offset);
  }

  @Test
  void anUnchangedSourceSendsNothingAndLeavesTheStateAsItIs() {
    source.holds(30, 1);
    source.cap = 10;
    Recording sync =
        Recording.empty().sync(offset(source).ascending().pageSize(50), source.clock).next();
    for (int i = 0; i < 3; i++) {
      Recording again = sync.sync(offset(source).ascending().pageSize(50), source.clock);
      assertThat(again.ids()).isEmpty();
      assertThat(again.state).isEqualTo(sync.state);
      sync = again.next();
    }
  }

  @Test
  void findsTheRowsThatSlipForwardWhenOthersMoveOrGo() {
    for (boolean delete : List.of(true, false)) {
      FakeSource moving = new FakeSource().holds(200, 1);
      moving.pageSize = 50;
      moving.beforePage =
          page -> {
            for (int id = 1; page == 1 && id <= 3; id++) {
              if (delete) {
                moving.delete(id);
              } else {
                moving.put(id);
              }
            }
          };
      Recording sync = Recording.empty().sync(offset(moving).ascending(), moving.clock);
      assertThat(sync.durable).containsAllEntriesOf(moving.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void pagesThatHaveNumbersCannotOverlapSoEachQuestionBeginsAtTheLastRow() {
    source.holds(60, 1);
    source.beforePage =
        page -> {
          if (page == 2) {
            source.delete(1);
          }
        };
    Offset walk =
        offset(source)
            .ascending()
            .wholePages()
            .page(
                ask ->
                    source.offset(
                        new OffsetAsk(ask.since(), ask.pageIndex() * ask.limit(), ask.limit())));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.durable).containsAllEntriesOf(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void anUnreadRowOfTheSameStampIsNoProofThatNothingWasLost() {
    // The first page ends within rows of one stamp: what follows it is of that stamp, too.
    Instant last = source.clock.instant().minus(Duration.ofDays(9));
    source.holds(6, 1);
    for (int id = 7; id <= 40; id++) {
      source.put(id, last, Duration.ZERO);
    }
    source.beforePage =
        page -> {
          for (int id = 1; page == 1 && id <= 8; id++) {
            source.delete(id);
          }
        };
    Recording sync = Recording.empty().sync(offset(source).ascending(), source.clock);
    assertThat(sync.durable).containsAllEntriesOf(source.table());
  }

  @Test
  void rowsOfOneStampThatFillSeveralPagesAreReadThoughOthersOfItGo() {
    source.holds(60, 60);
    source.beforePage =
        page -> {
          for (int id = 1; page == 2 && id <= 4; id++) {
            source.delete(id);
          }
        };
    Recording sync = Recording.empty().sync(offset(source).ascending(), source.clock);
    assertThat(sync.durable).containsAllEntriesOf(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void aKnownRowOfOneStampProvesNothingWhereTheOrderOfOthersHasChanged() {
    Instant stamp = source.clock.instant().minus(Duration.ofDays(9));
    List<Integer> before = IntStream.rangeClosed(1, 30).boxed().toList();
    List<Integer> after = new ArrayList<>(before.subList(10, 19));
    after.add(10);
    after.addAll(before.subList(19, 30));
    after.addAll(before.subList(0, 9));
    before.forEach(id -> source.put(id, stamp, Duration.ZERO));
    Offset walk =
        offset(source)
            .ascending()
            .page(
                ask -> {
                  List<Integer> ids = source.served++ == 0 ? before : after;
                  int from = (int) Math.min(30, ask.offset());
                  return Answer.of(
                      "{\"data\":"
                          + ids.subList(from, Math.min(30, from + ask.limit())).stream()
                              .map(id -> source.table().get("" + id))
                              .toList()
                          + "}");
                });
    assertThat(Recording.empty().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void rowsOfOneStampMayComeInAnyOrderWhereAPageEndsWithinThem() {
    source.holds(60, 4);
    Offset walk =
        offset(source)
            .ascending()
            .page(
                ask -> {
                  source.beforePage.accept(source.served++);
                  List<FakeSource.Version> rows = new ArrayList<>();
                  source.versions.values().forEach(all -> rows.add(all.get(0)));
                  Collections.shuffle(rows, new Random(source.served));
                  rows.sort(Comparator.comparing(FakeSource.Version::at));
                  int from = (int) Math.min(rows.size(), ask.offset());
                  int to = Math.min(rows.size(), from + ask.limit());
                  return Answer.of(
                      "{\"data\":"
                          + rows.subList(from, to).stream().map(FakeSource.Version::json).toList()
                          + "}");
                });
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void aSourceThatLeavesRowsOutAfterItHasCountedThemIsReadBeyondAnEmptyPage() {
    source.holds(200, 1);
    Offset walk =
        list()
            .stableOrder()
            .page(
                ask -> {
                  long from = ask.offset();
                  List<String> rows = new ArrayList<>();
                  for (long id = from + 1; id <= Math.min(200, from + ask.limit()); id++) {
                    if (id < 15 || (id > 20 && id < 60) || id > 110) {
                      rows.add(source.table().get("" + id));
                    }
                  }
                  return Answer.of("{\"data\":" + rows + "}");
                });
    assertThat(Recording.empty().sync(walk, source.clock).durable).hasSize(14 + 39 + 90);
  }

  @Test
  void aStretchOfRowsThatAreLeftOutMayBeLongerThanAPage() {
    for (int pageSize : List.of(10, 20, 50)) {
      Recording sync = Recording.empty().sync(hiding(32, 89).pageSize(pageSize), source.clock);
      assertThat(sync.durable).as("pages of %s", pageSize).hasSize(31 + 52);
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void whetherRowsAreLeftOutIsTriedOutOnce() {
    Recording first = Recording.empty().sync(hiding(142, 142), source.clock);
    int asked = source.served;
    Recording second = first.next().sync(hiding(142, 142), source.clock);
    assertThat(source.served - asked).isLessThan(asked - 3);
    assertThat(second.durable).hasSize(141);
  }

  /** 141 rows of which some are left out of the answers, though they are counted. */
  private Offset hiding(int first, int last) {
    source.holds(141, 1);
    return list()
        .stableOrder()
        .page(
            ask -> {
              source.served++;
              return Answer.of(
                  "{\"data\":"
                      + LongStream.rangeClosed(ask.offset() + 1, ask.offset() + ask.limit())
                          .filter(id -> id <= 141 && (id < first || id > last))
                          .mapToObj(id -> source.table().get("" + id))
                          .toList()
                      + "}");
            });
  }

  @Test
  void resumesFromEveryOperationWithTies() {
    source.holds(90, 30);
    for (Offset walk :
        List.of(
            offset(source).ascending(),
            offset(source).stableOrder(),
            offset(source),
            list(),
            list().stableOrder(),
            list().wholePages(),
            list().appendOnlyAscending())) {
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
  void aServerThatGivesFewerRowsThanAskedIsReadToItsEnd() {
    source.holds(95, 1);
    source.cap = 4;
    for (Offset walk :
        List.of(offset(source).ascending().overlap(6), list().stableOrder(), list())) {
      assertThat(Recording.empty().sync(walk, source.clock).durable).isEqualTo(source.table());
    }
  }

  @Test
  void aServerThatGivesOneRowAtATimeIsReadToItsEnd() {
    source.holds(20, 3);
    source.cap = 1;
    for (Offset walk : List.of(offset(source).ascending(), list().stableOrder(), list())) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.durable).isEqualTo(source.table());
      assertThat(sync.isComplete()).isTrue();
    }
  }

  @Test
  void rowsThatComeAndGoBehindTheLastAreNotTakenForTheEnd() {
    source.holds(1, 1);
    source.beforePage =
        page -> {
          switch (page) {
            case 2 -> source.put(2);
            case 3 -> source.delete(2);
            case 4 -> source.put(3);
            default -> {}
          }
        };
    Recording sync = Recording.empty().sync(list().stableOrder(), source.clock);
    assertThat(sync.failure).isEmpty();
    assertThat(sync.isComplete()).isTrue();
    assertThat(sync.durable).containsAllEntriesOf(source.table());
  }

  @Test
  void refusesASourceThatIgnoresTheOffset() {
    source.holds(40, 1);
    PageFetch<OffsetAsk> deaf = ask -> source.offset(new OffsetAsk(ask.since(), 0, ask.limit()));
    for (Offset walk : List.of(offset(source).ascending().page(deaf), list().page(deaf))) {
      assertThat(Recording.empty().sync(walk, source.clock).failure.orElseThrow())
          .hasMessageContaining("does not follow the offset");
    }
  }

  @Test
  void anUnstableOrderIsReadUntilTwoPassesAgree() {
    source.holds(60, 1);
    source.beforePage =
        page -> {
          if (page == 3) {
            source.delete(1);
            source.delete(2);
          }
        };
    Recording sync = Recording.empty().sync(list().unstableOrder(), source.clock);
    assertThat(sync.durable).containsAllEntriesOf(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void anOrderThatNeverSettlesEndsIncomplete() {
    source.holds(60, 1);
    source.order = FakeSource.Order.SHUFFLED;
    Recording sync = Recording.empty().sync(list().passes(3), source.clock);
    assertThat(sync.reason()).contains("changed during each of 3 passes");
  }

  @Test
  void anAppendOnlyListGoesOnAtItsCountWithProof() {
    source.holds(35, 1);
    Offset walk = list().appendOnlyAscending();
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(first.cursor().text("offset")).contains("35");
    source.put(36);
    source.served = 0;
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.ids()).containsExactly("36");
    assertThat(source.served).isLessThanOrEqualTo(4);
    source.delete(1);
    source.delete(2);
    assertThat(second.next().sync(walk, source.clock).reason()).contains("not where they were");
  }

  @Test
  void anAppendOnlyListThatStoodStillKeepsItsProof() {
    source.holds(35, 1);
    Recording sync = Recording.empty().sync(list().appendOnlyAscending(), source.clock);
    for (int i = 0; i < 3; i++) {
      sync = sync.next().sync(list().appendOnlyAscending(), source.clock);
      assertThat(sync.reason()).isEmpty();
      assertThat(sync.ids()).isEmpty();
    }
  }

  @Test
  void keepsNoOffsetAndReadsFromTheClosedCursor() {
    source.holds(30, 1);
    Recording first = Recording.empty().sync(offset(source).ascending(), source.clock);
    assertThat(first.cursor().text("offset")).isEmpty();
    source.clock.pass(Duration.ofMinutes(1));
    source.put(31);
    Recording second = first.next().sync(offset(source).ascending(), source.clock);
    assertThat(second.ids()).containsExactly("31");
  }

  @Test
  void aRowThatFollowsWithTheStampOfThePositionIsRead() {
    source.holds(30, 1);
    Recording first = Recording.empty().sync(offset(source).ascending(), source.clock);
    source.put(31, source.versions.get(30).get(0).at(), Duration.ZERO);
    assertThat(first.next().sync(offset(source).ascending(), source.clock).ids())
        .containsExactly("31");
  }

  @Test
  void asksForAllPagesFromTheStartOfTheSync() {
    source.holds(30, 1);
    Offset walk =
        offset(source)
            .ascending()
            .page(
                ask -> {
                  assertThat(ask.since()).isEqualTo(Optional.empty());
                  return source.offset(ask);
                });
    assertThat(Recording.empty().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void refusesPagesThatCannotOverlap() {
    assertThatThrownBy(() -> Recording.empty().sync(list().pageSize(1), source.clock))
        .hasMessageContaining("give 2 or more");
    assertThatThrownBy(() -> Recording.empty().sync(list().overlap(10), source.clock))
        .hasMessageContaining("less than the page size");
  }
}
