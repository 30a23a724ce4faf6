package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;

import dev.leat.sdk.cursor.CursorField;
import java.time.Duration;
import java.time.Instant;

/**
 * The five strategies over a {@link FakeSource}, for tests to declare more about. A walk without
 * end soon fails.
 */
final class Strategies {

  static final Duration STEP = Duration.ofDays(3);

  private static final int MOST_PAGES = 1_000;

  private Strategies() {}

  static Keyset keyset(FakeSource source) {
    return Keyset.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .first(source::first)
        .next("/scroll_param", source::next);
  }

  static Keyset seek(FakeSource source) {
    return Keyset.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .after(source::after);
  }

  static Offset offset(FakeSource source) {
    return Offset.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .pageSize(source.pageSize)
        .page(source::offset);
  }

  static Timestamp timestamp(FakeSource source) {
    return Timestamp.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .since(source::since);
  }

  static Timestamp windows(FakeSource source) {
    return Timestamp.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .start(Instant.parse("2026-02-01T00:00:00Z"))
        .step(STEP)
        .between(source::between);
  }

  static StepSize stepSize(FakeSource source) {
    return StepSize.of(USER)
        .rowsAt("/data")
        .step(100)
        .upTo(5_000)
        .maxPages(MOST_PAGES)
        .range(source::ids);
  }

  static Replay replay(FakeSource source) {
    return Replay.of(USER)
        .maxPages(MOST_PAGES)
        .cursor(CursorField.instant("updatedAt"))
        .rowsAt("/data")
        .buffer(Duration.ofHours(2))
        .since(source::since);
  }
}
