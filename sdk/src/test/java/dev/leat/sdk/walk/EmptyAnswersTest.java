package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static dev.leat.sdk.walk.Strategies.keyset;
import static dev.leat.sdk.walk.Strategies.offset;
import static dev.leat.sdk.walk.Strategies.replay;
import static dev.leat.sdk.walk.Strategies.seek;
import static dev.leat.sdk.walk.Strategies.stepSize;
import static dev.leat.sdk.walk.Strategies.timestamp;
import static dev.leat.sdk.walk.Strategies.windows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.http.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer without rows may be one that failed: it is the end only if it comes twice. */
class EmptyAnswersTest {

  private static final Answer NOTHING = Answer.of("{\"data\":[],\"scroll_param\":null,\"max\":30}");

  /** The same question, of which one is answered with nothing, the one that is asked so late. */
  private static <A> PageFetch<A> failingAt(int question, FakeSource source, PageFetch<A> fetch) {
    return ask -> {
      if (source.served == question) {
        source.served++;
        return NOTHING;
      }
      return fetch.fetch(ask);
    };
  }

  /** Whether each row arrives, whichever of the first questions is answered with nothing. */
  private static void readsAll(Way way) {
    for (int question = 0; question < 8; question++) {
      FakeSource source = new FakeSource().holds(30, 2);
      source.cap = 10;
      Recording sync = Recording.empty().sync(way.over(source, question), source.clock);
      if (sync.isComplete()) {
        assertThat(sync.durable).isEqualTo(source.table());
      }
      assertThat(sync.failure).isEmpty();
    }
  }

  private interface Way {
    Walk over(FakeSource source, int question);
  }

  @Test
  void theFirstPageOfKeyset() {
    readsAll((source, at) -> keyset(source).first(failingAt(at, source, source::first)));
  }

  @Test
  void aPageAfterAPosition() {
    readsAll((source, at) -> seek(source).after(failingAt(at, source, source::after)));
  }

  @Test
  void aPageAtAnOffset() {
    readsAll(
        (source, at) -> offset(source).ascending().page(failingAt(at, source, source::offset)));
  }

  @Test
  void aPageOfAListInNoOrder() {
    readsAll((source, at) -> offset(source).page(failingAt(at, source, source::offset)));
  }

  @Test
  void anAnswerSinceATime() {
    readsAll((source, at) -> timestamp(source).since(failingAt(at, source, source::since)));
    readsAll((source, at) -> replay(source).since(failingAt(at, source, source::since)));
  }

  @Test
  void aWindow() {
    readsAll(
        (source, at) ->
            windows(source).pageCap(10).between(failingAt(at, source, source::between)));
  }

  @Test
  void aRangeOfIds() {
    readsAll(
        (source, at) ->
            stepSize(source).step(5).upTo(30).range(failingAt(at, source, source::ids)));
  }

  @Test
  void everything() {
    readsAll(
        (source, at) -> {
          source.cap = Integer.MAX_VALUE;
          PageFetch<String> failing =
              failingAt(at, source, nothing -> source.since(Optional.empty()));
          return Replay.of(USER).rowsAt("/data").uncapped().everything(() -> failing.fetch(""));
        });
  }
}
