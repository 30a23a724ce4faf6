package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.keyset;
import static dev.leat.sdk.walk.Strategies.offset;
import static dev.leat.sdk.walk.Strategies.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.paging.Paging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sources that grow faster than they are read. */
class GrowthTest {

  /** A source that is given as many rows as a page holds, each time before it answers. */
  private static FakeSource growing() {
    FakeSource source = new FakeSource().holds(30, 1);
    source.cap = 10;
    source.tellsTime = true;
    source.beforePage =
        page -> {
          source.clock.pass(Duration.ofMinutes(2));
          for (int i = 0; i < 12; i++) {
            source.clock.pass(Duration.ofMillis(1));
            source.put(1_000 + 12 * page + i);
          }
        };
    return source;
  }

  @Test
  void aSyncEndsWithWhatWasThereWhenItBeganAndTheNextGoesOn() {
    for (int way = 0; way < 3; way++) {
      FakeSource source = growing();
      Map<String, String> before = source.table();
      Walk walk =
          List.of(
                  keyset(source).ascending(),
                  offset(source).ascending(),
                  timestamp(source).ascending())
              .get(way);
      Recording first = Recording.empty().sync(walk, source.clock);
      assertThat(first.failure).isEmpty();
      assertThat(first.isComplete()).isTrue();
      assertThat(first.durable).containsAllEntriesOf(before);
      source.beforePage = page -> {};
      source.clock.pass(Duration.ofHours(1));
      assertThat(first.next().sync(walk, source.clock).durable).isEqualTo(source.table());
    }
  }

  /** A source all of whose rows change before it answers: each answer is of other rows. */
  private static FakeSource allChanging() {
    FakeSource source = new FakeSource().holds(100, 1);
    source.cap = 10;
    source.tellsTime = true;
    source.beforePage =
        page -> {
          source.clock.pass(Duration.ofMinutes(2));
          for (int id = 1; id <= 100; id++) {
            source.clock.pass(Duration.ofMillis(1));
            source.put(id);
          }
        };
    return source;
  }

  @Test
  void aSyncEndsThoughEveryRowChangesBetweenTwoQuestions() {
    for (int way = 0; way < 4; way++) {
      FakeSource source = allChanging();
      PagedSource paged = new PagedSource(source, PagedSource.Way.LINK_HEADER_WITH_A_PAGE_NUMBER);
      Walk counted =
          Keyset.of(FakeSource.USER)
              .maxPages(1_000)
              .cursor(CursorField.instant("updatedAt"))
              .rowsAt("/data")
              .ascending()
              .first(paged, PagedSource::changed)
              .paging(Paging.linkHeader());
      Walk walk =
          List.of(
                  keyset(source).ascending(),
                  offset(source).ascending(),
                  timestamp(source).ascending(),
                  counted)
              .get(way);
      Recording first = Recording.empty().sync(walk, source.clock);
      assertThat(first.failure).as("way %s", way).isEmpty();
      source.beforePage = page -> {};
      source.cap = Integer.MAX_VALUE;
      source.clock.pass(Duration.ofHours(1));
      assertThat(first.next().sync(walk, source.clock).durable)
          .as("way %s", way)
          .isEqualTo(source.table());
    }
  }

  @Test
  void rowsThatAreStampedInTheFutureAreNotTakenForGrowth() {
    FakeSource source = new FakeSource().holds(30, 1);
    for (int id = 100; id < 500; id++) {
      source.put(id, source.clock.instant().plus(Duration.ofDays(id)), Duration.ofDays(-2L * id));
    }
    for (CursorWalk<?> walk : List.of(keyset(source).ascending(), offset(source).ascending())) {
      Recording sync = Recording.empty().sync(walk, source.clock);
      assertThat(sync.durable).isEqualTo(source.table());
    }
  }
}
