package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One pass over what is not closed yet, window by window. For one thread. */
final class Windows {

  static final String CLOSED = "closed";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Facts facts;
  private final Timestamp.Ways ways;
  private final Reader reader;
  private final Duration granule;
  private Intervals closed;

  Windows(Reader reader, Timestamp.Ways ways) {
    this.facts = reader.facts;
    this.ways = ways;
    this.reader = reader;
    this.granule = granule(facts);
    this.closed = Intervals.of(reader.sync.stored().parts(CLOSED));
  }

  /** The unit of the borders of windows. */
  static Duration granule(Facts facts) {
    return facts.granularity.orElse(SECOND);
  }

  SyncResult read() throws InterruptedException {
    Instant start = Since.floor(facts.start.orElseThrow(), granule);
    reader.nextSyncStartsAt(this::nextStart);
    Intervals again = closed.endingEarlier(facts.lookback);
    Instant end = end();
    readGaps(again.gaps(start, end));
    if (!reader.hasRead() && facts.end.isEmpty()) {
      // Closed beyond the time of this machine: its clock is behind, so the source is asked for
      // its.
      Intervals.Interval last = new Intervals.Interval(end.minus(granule), end);
      ways.rowMaps.ifPresent(maps -> reader.sync.mapRowsBy(maps.apply(wide(last))));
      reader.send(reader.look(ask(last)));
    }
    if (end().isAfter(end)) {
      readGaps(again.gaps(end, end()));
    }
    reader.sync.checkpoint(this::store);
    return reader.sync.result();
  }

  /** By the source's clock, once it has answered. */
  private Instant end() {
    return facts.end.orElse(reader.sync.start().plus(facts.clockSkew));
  }

  private CursorValue nextStart() {
    Instant claimed = reader.position.horizon().minus(facts.lookback).minus(granule);
    return facts.cursorField().at(Since.floor(claimed, granule));
  }

  private void readGaps(List<Intervals.Interval> gaps) throws InterruptedException {
    Tiles tiles = new Tiles(ways.step, ways.clamping, ways.weekStart, facts.cursorField().zone());
    for (Intervals.Interval gap : gaps) {
      List<Intervals.Interval> all = tiles.of(gap);
      for (int i = 0; i < all.size(); i++) {
        readTile(all.get(i), i + 1 < all.size() ? Optional.of(all.get(i + 1)) : Optional.empty());
      }
    }
  }

  private void readTile(Intervals.Interval tile, Optional<Intervals.Interval> next)
      throws InterruptedException {
    try {
      readWhole(tile, next);
    } catch (SourceDataException e) {
      reader.sync.incompleteBecause(
          "the window from "
              + tile.from()
              + " to "
              + tile.to()
              + " could not be read and will be tried again by the next sync: "
              + e.getMessage());
      return;
    }
    Instant claimed = reader.position.horizon();
    Instant to = tile.to().isBefore(claimed) ? tile.to() : Since.floor(claimed, granule);
    closed = closed.with(tile.from(), to);
    reader.sync.checkpoint(this::store);
  }

  /**
   * Reads a window, in halves if the source cuts its answer.
   *
   * @param next what is read after it
   */
  private void readWhole(Intervals.Interval window, Optional<Intervals.Interval> next)
      throws InterruptedException {
    Optional<Instant> turn = reader.since.turnedBackWithin(window);
    if (turn.isPresent()) {
      readParts(window, turn.get(), next);
      return;
    }
    Ask ask = ask(window);
    ways.rowMaps.ifPresent(maps -> reader.sync.mapRowsBy(maps.apply(wide(window))));
    if (facts.pager.isDeclared()) {
      readPages(ask);
      return;
    }
    Reader.Read read = reader.lookTwiceIfEmpty(ask);
    Instant middle = middleOf(window);
    Intervals.Interval early = new Intervals.Interval(window.from(), middle);
    (read.size() < facts.pageCap ? next : Optional.of(early))
        .filter(each -> each.from().isBefore(each.to()))
        .ifPresent(each -> reader.sync.expect(ask(each), read.answer));
    reader.send(read);
    reader.rememberForNextSync(read);
    if (read.size() < facts.pageCap) {
      return;
    }
    if (!middle.isAfter(window.from())) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave "
              + read.size()
              + " rows, its limit, for "
              + granule
              + " from "
              + window.from()
              + ", and a window cannot be shorter: raise the page size of the request, declare"
              + " inclusive() or a finer granularity(...) if that is so, or page by next(...)");
    }
    readParts(window, middle, next);
  }

  private void readPages(Ask ask) throws InterruptedException {
    boolean joined =
        !facts.pager.counts()
            && new Scroll(reader).read(() -> ask, Optional.empty()) == Scroll.Ending.LAST_PAGE;
    if (!joined && !new RepeatedPasses(reader, () -> ask, facts.pager).read()) {
      throw new SourceDataException(
          facts.subject() + ": rows of the window moved from page to page while it was read");
    }
  }

  private void readParts(
      Intervals.Interval window, Instant border, Optional<Intervals.Interval> next)
      throws InterruptedException {
    Intervals.Interval late = new Intervals.Interval(border, window.to());
    readWhole(new Intervals.Interval(window.from(), border), Optional.of(late));
    readWhole(late, next);
  }

  private Instant middleOf(Intervals.Interval window) {
    Duration half = Duration.between(window.from(), window.to()).dividedBy(2);
    return Since.floor(window.from().plus(half), granule);
  }

  /** Wide enough for both kinds of ends. */
  private Ask ask(Intervals.Interval window) {
    return ways.between.orElseThrow().ask(wide(window));
  }

  private TimeWindow wide(Intervals.Interval window) {
    CursorField field = facts.cursorField();
    Duration earlier = facts.bound == Facts.Bound.INCLUSIVE ? Duration.ZERO : granule;
    Instant from = reader.since.written(Since.floor(window.from(), granule), earlier);
    Instant to = reader.since.writtenEnd(window.to());
    return new TimeWindow(field.at(from).text(), field.atOrAfter(to).text());
  }

  private Cursor store(Cursor cursor) {
    List<Cursor> intervals = closed.stored();
    return intervals.isEmpty() || !reader.hasRead()
        ? cursor
        : reader.storeSeen(cursor.with(CLOSED, intervals));
  }
}
