package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.cursor.CursorField;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Page numbers, offsets, and tokens or links that are nothing else: a row that moves to the end
 * while they are followed takes the next one past the reader.
 */
class PagesThatCountTest {

  private static final CursorField CURSOR = CursorField.instant("updatedAt");

  private final FakeSource rows = new FakeSource();

  private PagedSource source(PagedSource.Way way) {
    rows.inclusive = true;
    return new PagedSource(rows, way);
  }

  private static Keyset keyset(PagedSource source, PagedSource.Way way) {
    return Keyset.of(USER)
        .maxPages(5_000)
        .cursor(CURSOR)
        .rowsAt("/data")
        .first(source, PagedSource::changed)
        .paging(way.paging);
  }

  private static Timestamp timestamp(PagedSource source, PagedSource.Way way) {
    return Timestamp.of(USER)
        .maxPages(5_000)
        .cursor(CURSOR)
        .rowsAt("/data")
        .since(source, PagedSource::changed)
        .paging(way.paging);
  }

  /** So many rows change before each page. */
  private void change(int perPage) {
    Random random = new Random(7);
    rows.beforePage =
        page -> {
          rows.clock.pass(Duration.ofSeconds(1));
          for (int i = 0; i < perPage; i++) {
            rows.put(1 + random.nextInt(300));
          }
        };
  }

  private void quieten() {
    rows.beforePage = page -> {};
    rows.clock.pass(Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource
  void noRowIsLostWhileRowsMoveToTheEnd(PagedSource.Way way) {
    PagedSource source = source(way);
    for (int perPage : new int[] {1, 3, 8}) {
      rows.holds(300, 1);
      for (Walk walk :
          new Walk[] {keyset(source, way).ascending(), timestamp(source, way).ascending()}) {
        change(perPage);
        Recording first = Recording.empty().sync(walk, rows.clock);
        quieten();
        Recording second = first.next().sync(walk, rows.clock);
        assertThat(second.isComplete()).isTrue();
        assertThat(second.durable).isEqualTo(rows.table());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void inAnOrderThatNobodyDeclaredTheyAreReadUntilTwoPassesAgree(PagedSource.Way way) {
    PagedSource source = source(way);
    rows.holds(300, 1);
    Keyset walk = keyset(source, way);
    change(3);
    Recording first = Recording.empty().sync(walk, rows.clock);
    assertThat(first.reason()).contains("the list changed during each");
    quieten();
    Recording second = first.next().sync(walk, rows.clock);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.durable).isEqualTo(rows.table());
  }

  @ParameterizedTest
  @EnumSource
  void aQuietSourceIsAskedAboutOnceForEachPage(PagedSource.Way way) {
    rows.holds(300, 1);
    Recording first = Recording.empty().sync(keyset(source(way), way).ascending(), rows.clock);
    assertThat(first.durable).isEqualTo(rows.table());
    assertThat(first.isComplete()).isTrue();
    assertThat(rows.served).isLessThanOrEqualTo(38);
  }

  @ParameterizedTest
  @EnumSource
  void moreRowsOfOneStampThanAPageHoldsAreRead(PagedSource.Way way) {
    PagedSource source = source(way);
    rows.holds(20, 1);
    Instant bulk = rows.clock.instant().minus(Duration.ofDays(1));
    for (int id = 100; id < 136; id++) {
      rows.put(id, bulk, Duration.ZERO);
    }
    rows.put(200, bulk.plusSeconds(9), Duration.ZERO);
    for (Walk walk :
        new Walk[] {
          keyset(source, way).ascending(),
          timestamp(source, way).ascending(),
          timestamp(source, way).ascending().inclusive()
        }) {
      Recording first = Recording.empty().sync(walk, rows.clock);
      assertThat(first.failure).isEmpty();
      assertThat(first.isComplete()).isTrue();
      assertThat(first.durable).isEqualTo(rows.table());
      Recording second = first.next().sync(walk, rows.clock);
      assertThat(second.isComplete()).isTrue();
      assertThat(second.ids()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatLeaveATieWhileItIsReadTakeNoOtherWithThem(PagedSource.Way way) {
    PagedSource source = source(way);
    rows.holds(45, 45);
    rows.put(100, rows.clock.instant().minus(Duration.ofDays(1)), Duration.ZERO);
    rows.beforePage =
        page -> {
          rows.clock.pass(Duration.ofSeconds(1));
          if (page % 4 == 1 && page < 40) {
            rows.put(1 + page / 4);
          }
        };
    Walk walk = keyset(source, way).ascending();
    Recording first = Recording.empty().sync(walk, rows.clock);
    quieten();
    Recording second = first.next().sync(walk, rows.clock);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.durable).isEqualTo(rows.table());
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatChangeFasterThanTheirTiesAreReadDoNotKeepASyncForever(PagedSource.Way way) {
    PagedSource source = source(way);
    rows.holds(300, 1);
    rows.granuleMillis = 1_000;
    Random random = new Random(3);
    rows.beforePage =
        page -> {
          rows.clock.pass(Duration.ofMillis(100));
          Instant second = rows.clock.instant().truncatedTo(ChronoUnit.SECONDS);
          for (int i = 0; i < 10; i++) {
            rows.put(1 + random.nextInt(300), second, Duration.ZERO);
          }
        };
    Walk walk = keyset(source, way).ascending().inclusive().clockSkew(Duration.ofSeconds(5));
    Recording first = Recording.empty().sync(walk, rows.clock);
    assertThat(first.failure).isEmpty();
    quieten();
    Recording second = first.next().sync(walk, rows.clock);
    assertThat(second.isComplete()).isTrue();
    assertThat(second.durable).isEqualTo(rows.table());
  }

  @ParameterizedTest
  @EnumSource
  void resumesFromEveryOperation(PagedSource.Way way) {
    PagedSource source = source(way);
    rows.holds(60, 4);
    Walk walk = keyset(source, way).ascending();
    int operations = Recording.empty().sync(walk, rows.clock).operations.size();
    for (int n = 0; n <= operations; n++) {
      Recording first = Recording.empty().crashingAt(n).sync(walk, rows.clock);
      Recording second = first.next().sync(walk, rows.clock);
      assertThat(second.isComplete()).isTrue();
      assertThat(second.durable).isEqualTo(rows.table());
    }
  }
}
