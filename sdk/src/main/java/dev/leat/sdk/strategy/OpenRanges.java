package dev.leat.sdk.strategy;

import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The ranges that were read but may still get rows: those less than the reorder window below the
 * highest id. For one thread.
 *
 * <p>Ids seen later than a range was read may have been assigned since. No more than the window is
 * assigned in one visibility lag, so one window more is held back for each lag that was begun
 * between.
 */
final class OpenRanges {

  private static final String OPEN = "open";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String DIGEST = "digest";

  /** Ranges whose digest is kept from one sync to the next; the rows of others are sent again. */
  private static final int STORED = 16;

  private final long window;
  private final Duration lag;
  private final List<Cursor> fromLastSync;
  private final List<Range> ranges = new ArrayList<>();
  private long highest = Long.MIN_VALUE;
  private Instant highestSeen = Instant.MIN;

  private record Range(IdRange ids, Instant read, long highestThen, int rows, String digest) {}

  OpenRanges(Cursor stored, long window, Duration lag) {
    this.window = window;
    this.lag = lag;
    this.fromLastSync = stored.parts(OPEN);
  }

  /** An id that the source was seen to have. */
  void exists(long id, Instant seen) {
    if (id > highest) {
      highest = id;
      highestSeen = seen;
    }
  }

  /** Notes a range that was read whole; whether its rows differ from those of the last sync. */
  boolean isNew(IdRange ids, List<JsonRow> rows, Instant read) {
    String digest = Tail.digest(rows).toString();
    ranges.add(new Range(ids, read, highest, rows.size(), digest));
    return rows.isEmpty() || !fromLastSync.contains(stored(ids, digest));
  }

  /** Adds to the closed ranges those that can get no more rows. */
  IdRanges close(IdRanges closed, Instant now) {
    IdRanges all = closed;
    for (Iterator<Range> each = ranges.iterator(); each.hasNext(); ) {
      Range range = each.next();
      if (canGetNoMore(range)) {
        all = all.with(range.ids);
        each.remove();
      }
    }
    return all;
  }

  private boolean canGetNoMore(Range range) {
    if (isBelow(range.ids.last(), range.highestThen, 1)) {
      return true;
    }
    Duration since = Duration.between(range.read, highestSeen);
    return !since.isNegative() && isBelow(range.ids.last(), highest, 2 + since.dividedBy(lag));
  }

  private boolean isBelow(long last, long top, long windows) {
    if (top == Long.MIN_VALUE) {
      return false;
    }
    long distance = top - last;
    boolean overflowed = top > last && distance < 0;
    return overflowed || (distance >= 0 && distance / windows >= window);
  }

  /** The digests of the ranges that the next sync will read again. */
  Cursor store(Cursor cursor) {
    List<Cursor> kept =
        ranges.stream()
            .filter(range -> range.rows > 0)
            .map(range -> stored(range.ids, range.digest))
            .toList();
    return kept.isEmpty() || kept.size() > STORED ? cursor.without(OPEN) : cursor.with(OPEN, kept);
  }

  private static Cursor stored(IdRange ids, String digest) {
    return Cursor.of(FIRST, Long.toString(ids.first()))
        .with(LAST, Long.toString(ids.last()))
        .with(DIGEST, digest);
  }
}
