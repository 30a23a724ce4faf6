package dev.leat.sdk.walk;

import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

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

  private record Range(IdRange ids, Instant read, long highestThen, int rows, Cursor stored) {}

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

  /**
   * Notes a range that was read whole.
   *
   * @param of the ids of the rows, in their order
   * @return the rows that the last sync did not send as they are
   */
  List<JsonRow> unsent(IdRange ids, List<JsonRow> rows, long[] of, Instant read) {
    // Up to its last row only: rows that follow later leave the digest of these as it is.
    long last = Arrays.stream(of).max().orElse(ids.first());
    Cursor whole = stored(ids.first(), last, rows);
    ranges.add(new Range(ids, read, highest, rows.size(), whole));
    boolean[] known = new boolean[of.length];
    for (Cursor part : fromLastSync) {
      markKnown(part, rows, of, known);
    }
    return IntStream.range(0, of.length).filter(i -> !known[i]).mapToObj(rows::get).toList();
  }

  private static void markKnown(Cursor part, List<JsonRow> rows, long[] of, boolean[] known) {
    long first = part.text(FIRST).map(Long::parseLong).orElse(Long.MAX_VALUE);
    long last = part.text(LAST).map(Long::parseLong).orElse(Long.MIN_VALUE);
    int[] within =
        IntStream.range(0, of.length).filter(i -> of[i] >= first && of[i] <= last).toArray();
    List<JsonRow> same = Arrays.stream(within).mapToObj(rows::get).toList();
    if (!same.isEmpty() && part.equals(stored(first, last, same))) {
      Arrays.stream(within).forEach(i -> known[i] = true);
    }
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
    List<Cursor> kept = ranges.stream().filter(range -> range.rows > 0).map(Range::stored).toList();
    return kept.isEmpty() || kept.size() > STORED ? cursor.without(OPEN) : cursor.with(OPEN, kept);
  }

  private static Cursor stored(long first, long last, List<JsonRow> rows) {
    return Cursor.of(FIRST, Long.toString(first))
        .with(LAST, Long.toString(last))
        .with(DIGEST, Tail.digest(rows).toString());
  }
}
