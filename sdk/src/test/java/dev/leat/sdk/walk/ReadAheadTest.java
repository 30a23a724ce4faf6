package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.keyset;
import static dev.leat.sdk.walk.Strategies.offset;
import static dev.leat.sdk.walk.Strategies.replay;
import static dev.leat.sdk.walk.Strategies.seek;
import static dev.leat.sdk.walk.Strategies.stepSize;
import static dev.leat.sdk.walk.Strategies.timestamp;
import static dev.leat.sdk.walk.Strategies.windows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.schema.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  private static final Executor AT_ONCE = Runnable::run;

  private final FakeSource source = new FakeSource();

  private Map<String, Walk> strategies() {
    Map<String, Walk> walks = new LinkedHashMap<>();
    walks.put("keyset by token", keyset(source).ascending());
    walks.put("keyset by token, no order declared", keyset(source));
    walks.put("keyset by position", seek(source));
    walks.put("offset ascending", offset(source).ascending());
    walks.put("offset in a stable order", offset(source).stableOrder());
    walks.put("offset in no order", offset(source));
    walks.put("timestamp by filter", timestamp(source));
    walks.put("timestamp by windows", windows(source).pageCap(25));
    walks.put("step size", stepSize(source).step(10).upTo(100).uncapped());
    walks.put("step size, answers that may be cut", stepSize(source).step(10).upTo(100));
    walks.put("replay of a buffer", replay(source));
    return walks;
  }

  private Map<String, Walk> strategiesOverRows() {
    source.holds(100, 1);
    source.cap = 25;
    return strategies();
  }

  @Test
  void everyStrategyAsksForTheNextPageBeforeItSendsTheRowsOfOne() throws Exception {
    Map<String, Walk> walks = strategiesOverRows();
    for (Map.Entry<String, Walk> each : walks.entrySet()) {
      int inTurn = servedAtTheFirstRow(each.getValue(), Optional.empty());
      int ahead = servedAtTheFirstRow(each.getValue(), Optional.of(AT_ONCE));
      assertThat(ahead).as(each.getKey()).isEqualTo(inTurn + 1);
    }
  }

  private int servedAtTheFirstRow(Walk walk, Optional<Executor> executor) throws Exception {
    source.served = 0;
    List<Integer> served = new ArrayList<>();
    sync(
        walk,
        operation -> {
          if (operation instanceof Operation.Upsert) {
            served.add(source.served);
          }
        },
        executor);
    return served.get(0);
  }

  @Test
  void noPageIsAskedForTwice() {
    Map<String, Walk> walks = strategiesOverRows();
    walks.forEach(
        (name, walk) -> {
          source.served = 0;
          Recording.empty().sync(walk, source.clock);
          int inTurn = source.served;
          source.served = 0;
          Recording ahead = Recording.empty().readingAhead(AT_ONCE).sync(walk, source.clock);
          assertThat(source.served).as(name).isEqualTo(inTurn);
          assertThat(ahead.durable).as(name).isEqualTo(source.table());
        });
  }

  @Test
  void aPageThatIsThereEarlyIsClaimedOnlyOnceItsRowsAreSent() {
    Map<String, Walk> walks = strategiesOverRows();
    walks.forEach(
        (name, walk) -> {
          int operations = Recording.empty().sync(walk, source.clock).operations.size();
          for (int n = 0; n <= operations; n += 7) {
            Recording first =
                Recording.empty().readingAhead(AT_ONCE).crashingAt(n).sync(walk, source.clock);
            Recording second = first.next().sync(walk, source.clock);
            assertThat(second.durable)
                .as("%s, after %s operations", name, n)
                .isEqualTo(source.table());
          }
        });
  }

  @Test
  void aFailureOfThePageAheadShowsInItsTurn() {
    source.holds(15, 1);
    Keyset walk = keyset(source).ascending();
    Recording first = Recording.empty().sync(walk, source.clock);
    source.holds(100, 1);
    int served = source.served;
    source.beforePage =
        page -> {
          if (page == served + 2) {
            throw new SourceUnavailableException("503", new IllegalStateException());
          }
        };
    Recording sync = first.next().readingAhead(AT_ONCE).sync(walk, source.clock);
    assertThat(sync.failure).containsInstanceOf(SourceUnavailableException.class);
    assertThat(sync.durable).hasSize(34);
    assertThat(sync.checkpoints()).hasSize(2);
  }

  @Test
  void aSyncThatEndsGivesTheRequestUpAndWaitsForItsEnd() throws Exception {
    source.holds(100, 1);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    Walk walk =
        keyset(source)
            .next(
                "/scroll_param",
                token -> {
                  asked.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    givenUp.countDown();
                  }
                  throw new AssertionError("nobody counts this down");
                });
    Recording.Crash crash = new Recording.Crash();
    try {
      sync(
          walk,
          operation -> {
            asked.await();
            throw crash;
          },
          Optional.of(task -> new Thread(task).start()));
    } catch (Recording.Crash e) {
      assertThat(e).isSameAs(crash);
    }
    assertThat(givenUp.getCount()).isZero();
    assertThat(source.served).isEqualTo(1);
  }

  @Test
  void aRangeCountsAsReadWhenItWasAskedFor() {
    source.holds(94, 1);
    source.put(101);
    StepSize walk = stepSize(source).uncapped().reorderWindow(100);
    AtomicInteger early = new AtomicInteger();
    Recording first =
        Recording.empty()
            .readingAhead(
                task -> {
                  task.run();
                  if (early.incrementAndGet() == 1) {
                    // While the rows of the first range are sent, the second fills up.
                    for (int id = 102; id <= 3_300; id++) {
                      source.put(id);
                    }
                    source.clock.pass(Duration.ofMinutes(20));
                  }
                })
            .sync(walk, source.clock);
    assertThat(first.next().sync(walk, source.clock).durable).isEqualTo(source.table());
  }

  @Test
  void anAnswerIsTakenForItsOwnQuestionOnly() {
    // Rows that go make reading step back, to a page of which nothing is new: what is asked for
    // then
    // is known only when it turns out so.
    Recording inTurn = syncWhileRowsGo(Recording.empty());
    int asked = source.served;
    Recording ahead = syncWhileRowsGo(Recording.empty().readingAhead(AT_ONCE));
    assertThat(source.served).isGreaterThan(asked);
    assertThat(ahead.durable).containsAllEntriesOf(source.table());
    assertThat(ahead.durable.keySet()).isEqualTo(inTurn.durable.keySet());
    assertThat(ahead.isComplete()).isTrue();
  }

  @Test
  void whatWasExpectedIsNoAnswerToAnotherQuestion() throws Exception {
    PageFetch<String> echo = question -> Answer.of("{\"asked\":\"" + question + "\"}");
    try (ReadAhead ahead = new ReadAhead(Optional.of(AT_ONCE), source.clock)) {
      ahead.expect(new Ask.OfDoor<>(echo, "one"), Page.of("[]"));
      ReadAhead.Reply reply = ahead.answer(new Ask.OfDoor<>(echo, "other"));
      assertThat(reply.answer().page().text("/asked")).contains("other");
    }
  }

  private Recording syncWhileRowsGo(Recording destination) {
    source.versions.clear();
    source.holds(60, 1);
    source.served = 0;
    source.beforePage =
        page -> {
          if (page == 6) {
            for (int id = 1; id <= 9; id++) {
              source.delete(id);
            }
          }
        };
    return destination.sync(offset(source).stableOrder().pageSize(6).overlap(4), source.clock);
  }

  @Test
  void noMorePagesAreAskedForThanASyncMayRead() {
    source.holds(100, 1);
    Recording sync =
        Recording.empty().readingAhead(AT_ONCE).sync(keyset(source).maxPages(3), source.clock);
    assertThat(sync.failure.orElseThrow()).hasMessageContaining("read 3 pages");
    assertThat(source.served).isEqualTo(3);
  }

  @Test
  void besideALargePageNoOtherIsHeld() throws Exception {
    String padding = "x".repeat(17 << 20);
    AtomicInteger asked = new AtomicInteger();
    Walk walk =
        keyset(source)
            .first(since -> page(1, padding, "\"t\""))
            .next(
                "/scroll_param",
                token -> {
                  asked.incrementAndGet();
                  return page(2, "", "null");
                });
    List<Integer> askedAtEachRow = new ArrayList<>();
    sync(
        walk,
        operation -> {
          if (operation instanceof Operation.Upsert) {
            askedAtEachRow.add(asked.get());
          }
        },
        Optional.of(AT_ONCE));
    assertThat(askedAtEachRow).containsExactly(0, 1);
  }

  private static Answer page(int id, String padding, String token) {
    return Answer.of(
        "{\"data\":[{\"id\":%d,\"updatedAt\":\"2026-01-01T00:00:00Z\",\"text\":\"%s\"}],\"scroll_param\":%s}"
            .formatted(id, padding, token));
  }

  private void sync(Walk walk, OperationSink out, Optional<Executor> executor)
      throws InterruptedException {
    SyncRequest inTurn =
        SyncRequest.of(
            ConfigurationSpec.of().parse("{}"),
            Schema.of(FakeSource.USER),
            Recording.NOTHING,
            source.clock);
    walk.sync(executor.map(inTurn::readingAhead).orElse(inTurn), out);
  }
}
