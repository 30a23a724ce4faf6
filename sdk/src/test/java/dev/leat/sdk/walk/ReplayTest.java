package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static dev.leat.sdk.walk.Strategies.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private final FakeSource source = new FakeSource();

  @Test
  void aLimitBelowTheRowsOfOneBufferDoesNotStopProgress() {
    source.holds(100, 1);
    source.cap = 25;
    Recording sync = Recording.empty().sync(replay(source), source.clock);
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void anIdleSourceDeliversTheBufferAgainAndNotMore() {
    source.holds(3, 1);
    source.put(4, source.clock.instant().minusSeconds(3_600), Duration.ZERO);
    List<String> asked = new ArrayList<>();
    Replay walk =
        replay(source)
            .since(
                since -> {
                  asked.add(since.orElse("everything"));
                  return source.since(since);
                })
            .uncapped();
    Recording sync = Recording.empty().sync(walk, source.clock);
    for (int i = 0; i < 3; i++) {
      sync = sync.next().sync(walk, source.clock);
      assertThat(sync.ids()).containsExactly("4");
    }
    assertThat(asked.get(0)).isEqualTo("everything");
    assertThat(asked.subList(1, 4)).containsOnly("2026-03-01T08:59:59.999Z");
  }

  @Test
  void newestFirstDoesNotMoveTheHighestTimeBack() {
    source.holds(50, 1);
    source.order = FakeSource.Order.NEWEST_FIRST;
    Recording first = Recording.empty().sync(replay(source).uncapped(), source.clock);
    assertThat(first.cursor().text("cursor"))
        .contains(FakeSource.text(source.versions.get(50).get(0).at()));
    Recording capped =
        Recording.empty().sync(replay(source).newestFirst().pageCap(50), source.clock);
    assertThat(capped.reason()).contains("may be cut");
  }

  @Test
  void aStampInTheFutureDoesNotHideTheRowsBeforeIt() {
    source.put(1, source.clock.instant().plus(Duration.ofDays(1)), Duration.ofDays(-2));
    source.holds(3, 1);
    source.put(9, source.clock.instant().plus(Duration.ofDays(1)), Duration.ofDays(-2));
    Recording first = Recording.empty().sync(replay(source).uncapped(), source.clock);
    source.clock.pass(Duration.ofHours(5));
    source.put(5);
    assertThat(first.next().sync(replay(source).uncapped(), source.clock).ids()).contains("5");
  }

  @Test
  void theFirstHoursOfYearOneAreNoProblem() {
    source.put(1, Instant.parse("0001-01-01T01:00:00Z"), Duration.ZERO);
    List<Optional<String>> asked = new ArrayList<>();
    Replay walk =
        replay(source)
            .since(
                since -> {
                  asked.add(since);
                  return source.since(since);
                });
    Recording first = Recording.empty().sync(walk, source.clock);
    asked.clear();
    assertThat(first.next().sync(walk, source.clock).durable).isEqualTo(source.table());
    assertThat(asked.get(0)).isEmpty();
  }

  @Test
  void everythingIsReadEachTimeAndAFallInRowsIsReported() {
    source.holds(50, 1);
    Replay walk =
        Replay.of(USER)
            .rowsAt("/data")
            .everything(() -> source.first(Optional.empty()))
            .next("/scroll_param", source::next);
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(first.ids()).hasSize(50);
    assertThat(first.next().sync(walk, source.clock).state).isEqualTo(first.state);
    for (int id = 1; id <= 20; id++) {
      source.delete(id);
    }
    Recording fallen = first.next().sync(walk, source.clock);
    assertThat(fallen.reason()).contains("only 30 rows");
    assertThat(fallen.state).isEqualTo(first.state);
    assertThat(first.next().sync(walk.mayShrinkTo(0.5), source.clock).isComplete()).isTrue();
  }

  @Test
  void everythingRefusesPagesAndTokensThatComeAgain() {
    source.holds(50, 1);
    Replay walk =
        Replay.of(USER)
            .rowsAt("/data")
            .maxPages(50)
            .everything(() -> source.first(Optional.empty()));
    assertThat(failure(walk.next("/scroll_param", t -> source.first(Optional.empty()))))
        .contains("paging goes in circles");
    assertThat(
            failure(
                walk.next(
                    "/scroll_param",
                    token -> {
                      source.put(1);
                      String row = source.table().get("1");
                      return Answer.of("{\"data\":[" + row + "],\"scroll_param\":\"t\"}");
                    })))
        .contains("a next-page token a second time");
  }

  private String failure(Replay walk) {
    return Recording.empty().sync(walk, source.clock).failure.orElseThrow().getMessage();
  }

  @Test
  void refusesAnswersThatMayBeCutWithoutAWord() {
    Replay everything = Replay.of(USER).everything(() -> source.since(Optional.empty()));
    assertThatThrownBy(() -> Recording.empty().sync(everything, source.clock))
        .hasMessageContaining("one answer may be cut");
    assertThatThrownBy(() -> Recording.empty().sync(replay(source).newestFirst(), source.clock))
        .hasMessageContaining("an answer that is cut loses the oldest rows");
  }

  @Test
  void oneAnswerOfEverythingThatReachesTheCapIsReported() {
    source.holds(50, 1);
    source.cap = 20;
    Replay walk =
        Replay.of(USER)
            .rowsAt("/data")
            .everything(() -> source.since(Optional.empty()))
            .pageCap(20);
    assertThat(Recording.empty().sync(walk, source.clock).reason()).contains("may be cut off");
  }
}
