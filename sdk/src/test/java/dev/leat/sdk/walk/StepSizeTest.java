package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.stepSize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepSizeTest {

  private final FakeSource source = new FakeSource();

  @Test
  void aPartlyFilledWindowIsReadAgain() {
    source.holds(950, 1);
    StepSize walk = stepSize(source).step(1_000).uncapped();
    Recording first = Recording.empty().sync(walk, source.clock);
    source.clock.pass(Duration.ofHours(1));
    for (int id = 951; id <= 1_100; id++) {
      source.put(id);
    }
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.durable).isEqualTo(source.table());
  }

  @Test
  void anIdThatAppearsWithinTheReorderWindowIsRead() {
    StepSize unknownEnd = stepSize(source).uncapped().reorderWindow(200);
    source.holds(3_500, 1);
    source.delete(3_350);
    for (StepSize walk : List.of(unknownEnd, unknownEnd.maxIdAt("/max", source::highestId))) {
      Recording first = Recording.empty().sync(walk, source.clock);
      assertThat(first.cursor().parts("closed")).hasSize(1);
      source.put(3_350);
      assertThat(first.next().sync(walk, source.clock).durable).isEqualTo(source.table());
      source.delete(3_350);
    }
  }

  @Test
  void aRowOfManyThatWereAddedAtOnceMayBeSeenLater() {
    StepSize unknownEnd = stepSize(source).uncapped();
    source.holds(500, 1);
    for (StepSize walk : List.of(unknownEnd, unknownEnd.maxIdAt("/max", source::highestId))) {
      source.delete(10);
      Recording first = Recording.empty().sync(walk, source.clock);
      source.clock.pass(Duration.ofSeconds(3));
      source.put(10);
      Recording second = first.next().sync(walk, source.clock);
      assertThat(second.durable).isEqualTo(source.table());
      assertThat(second.ids()).contains("10").doesNotContain("101");
    }
  }

  @Test
  void aRangeIsClosedOnceAnIdBeyondItHasBeenThereForTheLag() {
    source.holds(500, 1);
    StepSize walk = stepSize(source).uncapped().visibilityLag(Duration.ofMinutes(5));
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.cursor().parts("closed")).isEmpty();
    for (int minutes = 1; minutes <= 5; minutes++) {
      source.put(500 + minutes);
      source.clock.pass(Duration.ofMinutes(1));
      sync = sync.next().sync(walk, source.clock);
      assertThat(sync.cursor().parts("closed")).hasSize(minutes < 5 ? 0 : 1);
    }
    assertThat(sync.cursor().parts("closed"))
        .containsExactly(Cursor.of("first", "1").with("last", "400"));
    assertThat(sync.ids()).containsExactly("505");
  }

  @Test
  void idsAssignedAfterARangeWasReadDoNotCloseIt() {
    source.holds(94, 1);
    source.beforePage =
        page -> {
          if (page == 1) {
            for (int id = 96; id <= 200; id++) {
              source.put(id);
            }
            source.clock.pass(Duration.ofMinutes(20));
          }
        };
    StepSize walk = stepSize(source).uncapped().reorderWindow(100);
    Recording first = Recording.empty().sync(walk, source.clock);
    source.beforePage = page -> {};
    source.put(95);
    assertThat(first.next().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void aGapIsNotTheEnd() {
    source.holds(99, 1);
    source.put(3_450);
    Recording sync = Recording.empty().sync(stepSize(source).uncapped(), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void aWideGapTakesFewQuestions() {
    source.holds(5, 1);
    StepSize walk = stepSize(source).uncapped().upTo(1_000_000_000_000L);
    assertThat(Recording.empty().sync(walk, source.clock).isComplete()).isTrue();
    assertThat(source.served).isLessThan(100);
  }

  @Test
  void keepsTheStateSmallHoweverManyRangesAreOpen() {
    source.holds(200, 1);
    StepSize walk = stepSize(source).uncapped().step(2).upTo(300).reorderWindow(1_000);
    Recording sync = Recording.empty().sync(walk, source.clock);
    assertThat(sync.state.json().length()).isLessThan(2_000);
  }

  @Test
  void idsBeyondTheCeilingAreReported() {
    source.holds(99, 1);
    source.put(5_001);
    assertThat(Recording.empty().sync(stepSize(source).uncapped(), source.clock).reason())
        .contains("5001")
        .contains("raise upTo");
    StepSize told = stepSize(source).uncapped().maxIdAt("/max", source::highestId);
    assertThat(Recording.empty().sync(told, source.clock).reason()).contains("5001");
  }

  @Test
  void aSourceThatLeavesOutAnEndIsRefused() {
    source.holds(500, 1);
    for (PageFetch<IdRange> exclusive :
        List.<PageFetch<IdRange>>of(
            range -> idsBetween(range.first(), range.last() - 1),
            range -> idsBetween(range.first() + 1, range.last()))) {
      Recording sync =
          Recording.empty().sync(stepSize(source).uncapped().range(exclusive), source.clock);
      assertThat(sync.failure.orElseThrow()).hasMessageContaining("it leaves out an end");
    }
  }

  private Answer idsBetween(long first, long last) {
    return first > last ? Answer.of("{\"data\":[]}") : source.ids(new IdRange(first, last));
  }

  @Test
  void anAnswerCutAtTheLimitIsAskedForInHalves() {
    source.holds(500, 1);
    source.cap = 30;
    Recording sync = Recording.empty().sync(stepSize(source).pageCap(30), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.ids()).doesNotHaveDuplicates();
  }

  @Test
  void anAnswerThatMayBeCutIsFollowedUntilNothingMoreComes() {
    source.holds(500, 1);
    source.cap = 30;
    for (StepSize walk : List.of(stepSize(source), stepSize(source).range(this::highestOf))) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.durable).isEqualTo(source.table());
      assertThat(sync.ids()).doesNotHaveDuplicates();
      assertThat(sync.next().sync(walk, source.clock).ids()).isEmpty();
    }
  }

  /** A source that cuts its answers at the other end. */
  private Answer highestOf(IdRange range) {
    int cap = source.cap;
    source.cap = Integer.MAX_VALUE;
    List<JsonRow> rows = source.ids(range).page().rows("/data");
    source.cap = cap;
    return Answer.of(
        "{\"data\":" + rows.subList(Math.max(0, rows.size() - cap), rows.size()) + "}");
  }

  @Test
  void rowsThatFollowInAnOpenRangeAreSentWithoutThoseThatWereThere() {
    source.holds(500, 1);
    StepSize walk = stepSize(source).step(1_000);
    Recording first = Recording.empty().sync(walk, source.clock);
    source.put(501);
    source.put(502);
    Recording second = first.next().sync(walk, source.clock);
    assertThat(second.ids()).containsExactly("501", "502");
    assertThat(second.next().sync(walk, source.clock).ids()).isEmpty();
    assertThat(second.durable).isEqualTo(source.table());
  }

  @Test
  void aLowestIdBeyondTheHighestIsAWrongSetting() {
    assertThat(Recording.empty().sync(stepSize(source).from(9).upTo(3), source.clock).failure)
        .get()
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void resumesFromEveryOperationAndSendsNothingTwice() {
    source.holds(320, 1);
    StepSize walk = stepSize(source).uncapped();
    int operations = Recording.empty().sync(walk, source.clock).operations.size();
    for (int n = 0; n <= operations; n += 7) {
      Recording first = Recording.empty().crashingAt(n).sync(walk, source.clock);
      Recording second = first.next().sync(walk, source.clock);
      assertThat(second.durable).isEqualTo(source.table());
      Recording third = second.next().sync(walk, source.clock);
      assertThat(third.ids()).isEmpty();
      assertThat(third.state).isEqualTo(second.state);
    }
  }

  @Test
  void asksForNothingBeyondTheHighestIdThatTheSourceTells() {
    source.holds(320, 1);
    StepSize walk = stepSize(source).uncapped().maxIdAt("/max", source::highestId);
    assertThat(Recording.empty().sync(walk, source.clock).durable).isEqualTo(source.table());
    // The highest id, four ranges, and one id alone, which shows that ends are inclusive.
    assertThat(source.served).isEqualTo(6);
    assertThat(Recording.empty().sync(walk, new FakeSource().clock).isComplete()).isTrue();
  }

  @Test
  void stopsAtTheEndOf64Bits() {
    StepSize walk =
        stepSize(source).uncapped().maxPages(20).from(Long.MAX_VALUE - 150).upTo(Long.MAX_VALUE);
    assertThat(Recording.empty().sync(walk, source.clock).isComplete()).isTrue();
    // Two ranges, each twice, since they are empty.
    assertThat(source.served).isEqualTo(4);
  }

  @Test
  void refusesIdsThatWereNotAskedFor() {
    StepSize walk = stepSize(source).uncapped();
    assertThat(failure(walk.range(r -> page(r.last() + 1)))).contains("asked for ids 1..100");
    assertThat(failure(walk.range(r -> Answer.of("{\"data\":[{\"id\":\"x\"}]}"))))
        .contains("not a whole number");
    assertThat(failure(walk.range(r -> Answer.of("{\"data\":[{\"name\":\"x\"}]}"))))
        .contains("missing");
    assertThat(failure(walk.step(1).range(r -> Answer.of("{\"data\":[{\"id\":1},{\"id\":1}]}"))))
        .contains("must be unique");
  }

  private String failure(StepSize walk) {
    return Recording.empty().sync(walk, source.clock).failure.orElseThrow().getMessage();
  }

  private static Answer page(long id) {
    return Answer.of("{\"data\":[{\"id\":" + id + "}]}");
  }

  @Test
  void refusesAWalkWithoutEnd() {
    assertThatThrownBy(
            () ->
                Recording.empty()
                    .sync(StepSize.of(FakeSource.USER).range(source::ids).uncapped(), source.clock))
        .hasMessageContaining("no end in sight");
  }
}
