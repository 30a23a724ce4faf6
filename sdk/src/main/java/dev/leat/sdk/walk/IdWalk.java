package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.row.Records;
import dev.leat.sdk.state.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** One pass over the ids that are not closed yet, range by range. For one thread. */
final class IdWalk {

  private static final String CLOSED = "closed";
  private static final int PROBES_BEYOND = 5;
  private static final int PROBE_GROWTH = 8;

  private final Facts facts;
  private final Sync sync;
  private final StepSize.Ways ways;
  private final OpenRanges open;
  private IdRanges closed;
  private long limit;
  private boolean endsAreKnown;

  /** Rows and the id of each. */
  private static final class Found {
    final List<JsonRow> rows;
    final long[] ids;
    final Answer answer;

    Found(List<JsonRow> rows, long[] ids, Answer answer) {
      this.rows = rows;
      this.ids = ids;
      this.answer = answer;
    }

    Found and(Found more) {
      List<JsonRow> all = new ArrayList<>(rows);
      all.addAll(more.rows);
      return new Found(
          all,
          LongStream.concat(Arrays.stream(ids), Arrays.stream(more.ids)).toArray(),
          more.answer);
    }
  }

  IdWalk(Facts facts, Sync sync, StepSize.Ways ways) {
    this.facts = facts;
    this.sync = sync;
    this.ways = ways;
    this.closed = IdRanges.of(sync.stored().parts(CLOSED));
    // A source that has given a whole range once is not asked about its ends again.
    this.endsAreKnown = !closed.list().isEmpty();
    this.open =
        new OpenRanges(sync.stored(), ways.reorderWindow.orElse(ways.step), facts.visibilityLag);
  }

  SyncResult read() throws InterruptedException {
    limit = limit();
    long at = closed.firstOpen(ways.from);
    long size = ways.step;
    while (at <= limit) {
      IdRange range = new IdRange(at, lastOf(at, size));
      int rows = readWhole(range);
      size = hasStep(rows) ? ways.step : doubled(size);
      closed = open.close(closed, sync.now());
      sync.checkpoint(this::store);
      if (range.last() == Long.MAX_VALUE) {
        break;
      }
      at = closed.firstOpen(range.last() + 1);
    }
    lookBeyondTheCeiling();
    sync.checkpoint(this::store);
    return sync.result();
  }

  /**
   * An end that the source leaves out would lose one row a range: the last id that was read, asked
   * for alone, shows it.
   */
  private void requireInclusiveEnds(IdRange range, Found found) throws InterruptedException {
    if (endsAreKnown || found.ids.length == 0) {
      return;
    }
    endsAreKnown = true;
    long id = found.ids[found.ids.length - 1];
    IdRange alone = new IdRange(id, id);
    if (ask(alone).ids.length == 0 && has(range, id) && ask(alone).ids.length == 0) {
      throw new SourceDataException(
          facts.subject()
              + ": the source has id "
              + id
              + ", but gives nothing for the range from "
              + id
              + " to "
              + id
              + ": it leaves out an end; send it before() or end() where that end is exclusive");
    }
  }

  private boolean has(IdRange range, long id) throws InterruptedException {
    return Arrays.stream(ask(range).ids).anyMatch(each -> each == id);
  }

  /** The highest id to begin a range at. */
  private long limit() throws InterruptedException {
    long ceiling = ways.ceiling.orElse(Long.MAX_VALUE);
    if (ways.maxId.isEmpty()) {
      return ceiling;
    }
    Answer answer = sync.fetch(ways.maxId.get());
    OptionalLong highest = wholeNumber(answer.page());
    sync.pageDone(answer);
    if (highest.isEmpty()) {
      return Long.MIN_VALUE;
    }
    open.exists(highest.getAsLong(), sync.now());
    if (highest.getAsLong() > ceiling) {
      reportBeyond(highest.getAsLong(), ceiling);
    }
    return Math.min(highest.getAsLong(), ceiling);
  }

  private OptionalLong wholeNumber(Page page) {
    return page.wholeNumber(ways.maxIdAt.orElseThrow())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private long lastOf(long first, long size) {
    long last = first > Long.MAX_VALUE - (size - 1) ? Long.MAX_VALUE : first + (size - 1);
    return closed.lastOpen(first, Math.min(last, ways.ceiling.orElse(Long.MAX_VALUE)));
  }

  /** Whether the range after one with so many rows has the usual size: gaps are crossed faster. */
  private boolean hasStep(int rows) {
    return rows > 0 || ways.maxId.isPresent();
  }

  private static long doubled(long size) {
    return size > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : size * 2;
  }

  /** Reads a range that another follows; how many rows it has. */
  private int readWhole(IdRange range) throws InterruptedException {
    return readWhole(range, () -> following(range));
  }

  private Optional<IdRange> following(IdRange range) {
    if (range.last() >= limit) {
      return Optional.empty();
    }
    long at = closed.firstOpen(range.last() + 1);
    return at > limit ? Optional.empty() : Optional.of(new IdRange(at, lastOf(at, ways.step)));
  }

  /**
   * Reads a range, in parts if the source cuts its answer; how many rows it has.
   *
   * @param next what is read after it, if it has rows
   */
  private int readWhole(IdRange range, Supplier<Optional<IdRange>> next)
      throws InterruptedException {
    Found answer = ask(range);
    Instant asked = sync.asked();
    List<JsonRow> rows = answer.rows;
    if (facts.pageCap == Facts.CAP_UNDECLARED && !facts.pager.isDeclared()) {
      answer = withWhatWasLeftOut(range, answer);
      rows = answer.rows;
    } else if (!facts.pager.isDeclared()
        && rows.size() >= facts.pageCap
        && rows.size() < range.size()) {
      long middle = range.first() + ((range.last() - range.first()) >>> 1);
      IdRange upper = new IdRange(middle + 1, range.last());
      return readWhole(new IdRange(range.first(), middle), () -> Optional.of(upper))
          + readWhole(upper, next);
    }
    requireInclusiveEnds(range, answer);
    if (hasStep(rows.size())) {
      Answer last = answer.answer;
      next.get().ifPresent(expected -> sync.expect(question(expected), last));
    }
    for (long id : answer.ids) {
      open.exists(id, asked);
    }
    for (JsonRow row : open.unsent(range, rows, answer.ids, asked)) {
      sync.send(row);
    }
    return rows.size();
  }

  /**
   * A source that cuts its answers gives the lowest ids of a range or the highest, so what it left
   * out lies above or below them: asked for until nothing more comes.
   */
  private Found withWhatWasLeftOut(IdRange range, Found answer) throws InterruptedException {
    Found whole = answer;
    OptionalLong most = Arrays.stream(answer.ids).max();
    while (most.isPresent() && most.getAsLong() < range.last()) {
      Found more = ask(new IdRange(most.getAsLong() + 1, range.last()));
      whole = whole.and(more);
      most = Arrays.stream(more.ids).max();
    }
    OptionalLong least = Arrays.stream(answer.ids).min();
    while (least.isPresent() && least.getAsLong() > range.first()) {
      Found more = ask(new IdRange(range.first(), least.getAsLong() - 1));
      whole = whole.and(more);
      least = Arrays.stream(more.ids).min();
    }
    return whole;
  }

  private Ask question(IdRange range) {
    return ways.range.orElseThrow().ask(range);
  }

  private List<JsonRow> rowsOf(Answer answer) throws InterruptedException {
    Records records = answer.page().records(facts.rowsAt);
    sync.setAside(records);
    return records.rows();
  }

  private Answer fetch(IdRange range) throws InterruptedException {
    Answer answer = sync.fetch(question(range));
    sync.pageDone(answer);
    return answer;
  }

  /** An answer without rows may be one that failed: it is believed if it comes twice. */
  private Found ask(IdRange range) throws InterruptedException {
    Found found = askOnce(range);
    return found.rows.isEmpty() && !facts.pager.isDeclared() ? askOnce(range) : found;
  }

  private Found askOnce(IdRange range) throws InterruptedException {
    Answer answer;
    List<JsonRow> rows;
    if (facts.pager.isDeclared()) {
      AllPages pages = new AllPages(facts, sync, ways.idField);
      rows = pages.rows(question(range));
      answer = pages.last();
    } else {
      answer = fetch(range);
      rows = rowsOf(answer);
    }
    if (rows.size() > range.size()) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave "
              + rows.size()
              + " rows for the "
              + range.size()
              + " ids "
              + range
              + ": \""
              + ways.idField
              + "\" must be unique; use another strategy if it is not");
    }
    return new Found(rows, rows.stream().mapToLong(row -> idOf(row, range)).toArray(), answer);
  }

  private long idOf(JsonRow row, IdRange range) {
    String text = row.text(ways.idField).orElse("missing");
    long id;
    try {
      id = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new SourceDataException(
          facts.subject()
              + ": \""
              + ways.idField
              + "\" is "
              + (text.length() > 80 ? text.substring(0, 80) + "..." : text)
              + ", not a whole number of 64 bits: name the id field by ids(...)",
          e);
    }
    if (id < range.first() || id > range.last()) {
      throw new SourceDataException(
          facts.subject()
              + ": asked for ids "
              + range
              + ", the source gave "
              + id
              + ": send the ends that it understands, first() and last() for inclusive ones,"
              + " before() and end() for exclusive ones");
    }
    return id;
  }

  private void lookBeyondTheCeiling() throws InterruptedException {
    if (ways.ceiling.isEmpty() || ways.maxId.isPresent()) {
      return;
    }
    long ceiling = ways.ceiling.getAsLong();
    long at = ceiling;
    long size = ways.step;
    for (int i = 0; i < PROBES_BEYOND && at < Long.MAX_VALUE; i++) {
      IdRange range = new IdRange(at + 1, at > Long.MAX_VALUE - size ? Long.MAX_VALUE : at + size);
      // Once: what is missed here is seen by the next sync, and nothing is claimed.
      long[] ids = askOnce(range).ids;
      if (ids.length > 0) {
        reportBeyond(ids[ids.length - 1], ceiling);
        return;
      }
      at = range.last();
      size = size > Long.MAX_VALUE / PROBE_GROWTH ? Long.MAX_VALUE : size * PROBE_GROWTH;
    }
  }

  private void reportBeyond(long id, long ceiling) {
    sync.incompleteBecause(
        "the source has id "
            + id
            + ", beyond the highest to be read, "
            + ceiling
            + ": raise upTo(...), or the setting behind it");
  }

  private Cursor store(Cursor cursor) {
    List<Cursor> ranges = closed.stored();
    Cursor stored = ranges.isEmpty() ? cursor : cursor.with(CLOSED, ranges);
    return open.store(stored, sync.now());
  }
}
