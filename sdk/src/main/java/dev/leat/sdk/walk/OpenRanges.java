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
 * The ranges that were read but may still get rows. For one thread.
 *
 * <p>A range can get no more once an id a reorder window beyond it has been there for the
 * visibility lag: the highest id of each sync is kept for that, with when it was seen. Until then
 * it is judged by distance. No more than {@link #WINDOWS_A_LAG} windows of ids are assigned in one
 * lag, so a range that lay farther below the highest id when it was read is closed, too. Ids seen
 * later may have been assigned since: for them as many windows more are held back for each lag that
 * was begun between.
 */
final class OpenRanges {

  private static final String OPEN = "open";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String DIGEST = "digest";

  private static final String SEEN = "seen";
  private static final String ID = "id";
  private static final String AT = "at";

  /** Ranges whose digest is kept from one sync to the next; the rows of others are sent again. */
  private static final int STORED = 20;

  /** The most ids that are assigned in one lag, in reorder windows. */
  private static final int WINDOWS_A_LAG = 8;

  private final long window;
  private final Duration lag;
  private final List<Cursor> fromLastSync;
  private final Seen lastSeen;
  private final List<Range> ranges = new ArrayList<>();
  private long highest = Long.MIN_VALUE;
  private Instant highestSeen = Instant.MIN;

  private record Range(IdRange ids, Instant read, long highestThen, int rows, Cursor stored) {}

  /** The highest id that an earlier sync saw, and when that was. */
  private record Seen(long id, Instant at) {}

  OpenRanges(Cursor stored, long window, Duration lag) {
    this.window = window;
    this.lag = lag;
    this.fromLastSync = stored.parts(OPEN);
    this.lastSeen =
        stored.parts(SEEN).stream()
            .map(
                seen ->
                    new Seen(
                        Long.parseLong(seen.text(ID).orElseThrow()),
                        Instant.parse(seen.text(AT).orElseThrow())))
            .findFirst()
            .orElse(new Seen(Long.MIN_VALUE, Instant.MIN));
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
    long last = range.ids.last();
    if (isBelow(last, lastSeen.id, 1) && !lastSeen.at.isAfter(range.read.minus(lag))) {
      return true;
    }
    if (isBelow(last, range.highestThen, WINDOWS_A_LAG)) {
      return true;
    }
    Duration since = Duration.between(range.read, highestSeen);
    return !since.isNegative()
        && isBelow(last, highest, WINDOWS_A_LAG * (2 + since.dividedBy(lag)));
  }

  private boolean isBelow(long last, long top, long windows) {
    if (top == Long.MIN_VALUE) {
      return false;
    }
    long distance = top - last;
    boolean overflowed = top > last && distance < 0;
    return overflowed || (distance >= 0 && distance / windows >= window);
  }

  /**
   * The digests of the ranges that the next sync will read again, and the highest id: the one of an
   * earlier sync until it has been there for the lag.
   */
  Cursor store(Cursor cursor, Instant now) {
    List<Cursor> kept = ranges.stream().filter(range -> range.rows > 0).map(Range::stored).toList();
    Cursor open =
        kept.isEmpty()
            ? cursor.without(OPEN)
            : cursor.with(OPEN, kept.subList(Math.max(0, kept.size() - STORED), kept.size()));
    if (highest <= lastSeen.id || lastSeen.at.isAfter(now.minus(lag))) {
      return open;
    }
    return open.with(
        SEEN, List.of(Cursor.of(ID, Long.toString(highest)).with(AT, highestSeen.toString())));
  }

  private static Cursor stored(long first, long last, List<JsonRow> rows) {
    return Cursor.of(FIRST, Long.toString(first))
        .with(LAST, Long.toString(last))
        .with(DIGEST, Tail.digest(rows).toString());
  }
}
