package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list in a stable order by offset. Each question overlaps what was read, and its answer
 * must hold a row that was read or, in the order of the cursor, one from before: then nothing was
 * lost between. The overlap holds all rows of the last value, since rows of one value may come in
 * any order. For one thread.
 */
final class OffsetPass {

  private static final String OFFSET = "offset";
  private static final String LAST_ROWS = "last_rows";
  private static final String LEAVES_OUT = "leaves_out";

  private static final int REPEATS = 20;

  /** How often a page that holds one value only is read again until it is twice the same. */
  private static final int TRIES = 50;

  /** How many pages behind the end are looked at where the source may leave rows out. */
  private static final int PAGES_BEYOND = 20;

  /** How far behind the first end it is looked for rows, in pages: twice as far each time. */
  private static final int FARTHEST = 16;

  private final Facts facts;
  private final Offset.Ways ways;
  private final Reader reader;
  private final Tail recent;
  private final Optional<String> since;
  private final Set<HashCode> answers = new HashSet<>();

  /** How many rows of the list are read, by our own count. */
  private long count;

  private CursorValue lastRead;
  private int largest;
  private int lastSize;
  private int repeats;

  /** Whether a page was smaller than another, and rows followed it. */
  private boolean hasShrunk;

  /**
   * Whether the source leaves rows out after it has counted them, more than a page of them; empty
   * until that was tried out.
   */
  private Optional<Boolean> leavesOut;

  /** The page before, if nothing but its being the same again can prove that the next joins it. */
  private Optional<Placed> unproved = Optional.empty();

  private int tries;

  /** A page and where it stands. */
  private record Placed(Reader.Read read, long offset) {}

  OffsetPass(Offset.Ways ways, Reader reader) {
    this.facts = reader.facts;
    this.ways = ways;
    this.reader = reader;
    Cursor stored = reader.sync.stored();
    this.since = reader.since.starting(reader.position.closed()).map(CursorValue::text);
    this.count = ways.appendOnly ? stored.text(OFFSET).map(Long::valueOf).orElse(0L) : 0;
    this.leavesOut = stored.text(LEAVES_OUT).map(Boolean::valueOf);
    this.recent = new Tail(facts.table, ways.appendOnly ? stored.text(LAST_ROWS).orElse("") : "");
    reader.overlap(recent);
  }

  /**
   * Reads to the end.
   *
   * @return whether every page was seen to join the one before it
   */
  boolean read() throws InterruptedException {
    long offset = Math.max(0, count - ways.overlap);
    long back = ways.overlap;
    while (tries <= TRIES) {
      Position.Mark before = reader.position.mark();
      Reader.Read read = reader.lookTwiceIfEmpty(ask(offset));
      if (offset > 0 && !joins(read)) {
        reader.sync.pageDone(read.answer);
        reader.position.backTo(before);
        reportShrunkAppendOnlyList();
        back = back > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : back * 2;
        offset = Math.max(0, count - back);
        unproved = Optional.empty();
        continue;
      }
      if (unproved.isPresent() && !isStill(unproved.get())) {
        reader.sync.pageDone(read.answer);
        reader.position.backTo(before);
        tries++;
        offset = unproved.get().offset;
        unproved = Optional.empty();
        continue;
      }
      back = ways.overlap;
      Optional<Placed> page = send(new Placed(read, offset));
      if (page.isEmpty() || reader.isOutrun(read)) {
        return true;
      }
      if (page.get().read.size() > 0) {
        take(page.get());
        offset = next(page.get());
      }
    }
    return false;
  }

  private Reader.Read look(long offset) throws InterruptedException {
    return reader.look(ask(offset));
  }

  private Ask ask(long offset) {
    return new Ask.OfOffset(ways.page.orElseThrow(), new OffsetAsk(since, offset, ways.pageSize));
  }

  /**
   * Sends a page that joins what was read.
   *
   * @return the page to go on from: this one, or one behind it if this had nothing new; one without
   *     rows if rows moved meanwhile; nothing at the end
   */
  private Optional<Placed> send(Placed page) throws InterruptedException {
    Reader.Read read = page.read;
    // Behind a page that is smaller than others there is most likely nothing.
    if (read.size() > 1 && read.size() >= largest) {
      reader.sync.expect(ask(after(page, overlapOfNew(read))), read.answer);
    }
    reader.send(read);
    if (read.fresh > 0) {
      return Optional.of(page);
    }
    if (read.size() == 0 && lastRead != null) {
      reader.sync.incompleteBecause(
          "the source gave rows, and then none where they had been: sync again; if it stays so, ask"
              + " the source's people");
    }
    Optional<Placed> beyond = beyond(page);
    if (beyond.isEmpty()) {
      // The last rows are the proof of the place from which an append-only list goes on.
      addToRecent(read);
      rememberForNextSync(read);
      count = page.offset + read.size();
    }
    return beyond;
  }

  /**
   * Looks behind a page of known rows. What stands there follows it if that page is the same
   * afterwards. A source that leaves rows out after it has counted them may have more behind an
   * answer without rows: whether it does is tried out at the first end.
   *
   * @return a page that was sent; one without rows if rows moved meanwhile; nothing at the end
   */
  private Optional<Placed> beyond(Placed known) throws InterruptedException {
    int rows = known.read.size() == 0 ? ways.pageSize : known.read.size();
    for (int i = 0; i < pagesBeyond(); i++) {
      long at = known.offset + rows + (long) i * ways.pageSize;
      Position.Mark before = reader.position.mark();
      Reader.Read read = reader.lookTwiceIfEmpty(ask(at));
      if (read.size() == 0) {
        reader.sync.pageDone(read.answer);
        if (leavesOut.isEmpty() && !hasShrunk) {
          leavesOut = Optional.of(hasRowsFarBehind(at));
        }
        continue;
      }
      boolean follows = (i == 0 || look(at - ways.pageSize).size() == 0) && isStill(known);
      if (!follows) {
        reader.sync.pageDone(read.answer);
        reader.position.backTo(before);
        tries++;
        return Optional.of(new Placed(read.withoutRows(), at));
      }
      leavesOut = i > 0 ? Optional.of(true) : leavesOut;
      reader.send(read);
      return Optional.of(new Placed(read, at));
    }
    return Optional.empty();
  }

  private int pagesBeyond() {
    return hasShrunk || leavesOut.orElse(false) ? PAGES_BEYOND : 1;
  }

  private boolean hasRowsFarBehind(long end) throws InterruptedException {
    for (int pages = 1; pages <= FARTHEST; pages *= 2) {
      Position.Mark before = reader.position.mark();
      Reader.Read read = look(end + (long) pages * ways.pageSize);
      reader.sync.pageDone(read.answer);
      reader.position.backTo(before);
      if (read.size() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a page holds the rows that it held, in the same order. */
  private boolean isStill(Placed page) throws InterruptedException {
    Reader.Read again = look(page.offset);
    reader.send(again);
    return reader.hasSameKeys(page.read, again);
  }

  /** Whether the page holds a row that was read, or one from before the last that was. */
  private boolean joins(Reader.Read read) {
    for (int i = 0; i < read.size(); i++) {
      CursorValue value = read.values.get(i);
      JsonRow row = read.rows.get(i);
      boolean ordered = facts.order == Facts.Order.ASCENDING && value != null && lastRead != null;
      if ((ordered && lastRead.isAfter(value))
          || recent.holdsKey(row, value)
          || recent.holds(row, value)) {
        return true;
      }
    }
    return false;
  }

  private void reportShrunkAppendOnlyList() {
    if (ways.appendOnly) {
      reader.sync.incompleteBecause(
          "appendOnlyAscending() was declared, but the rows before number "
              + count
              + " are not where they were: remove it and start over");
    }
  }

  private void requireNewAnswer(List<JsonRow> rows) {
    if (!answers.add(Tail.digest(rows)) && ++repeats > REPEATS) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave the same pages again at other offsets, "
              + repeats
              + " times: it does not follow the offset; check the name of that parameter");
    }
  }

  private void take(Placed page) throws InterruptedException {
    Reader.Read read = page.read;
    requireNewAnswer(read.rows);
    hasShrunk |= lastSize < largest;
    lastSize = read.size();
    largest = Math.max(largest, lastSize);
    count = page.offset + read.size();
    addToRecent(read);
    recent.keepLast(Math.max(1_000, 4 * ways.pageSize));
    if (read.greatest != null && (lastRead == null || read.greatest.isAfter(lastRead))) {
      lastRead = read.greatest;
    }
    unproved = tie(read) == read.size() && read.size() > 1 ? Optional.of(page) : Optional.empty();
    if (!reader.position.isTracked()) {
      if (ways.appendOnly) {
        reader.sync.checkpoint(this::store);
      }
      return;
    }
    rememberForNextSync(read);
    if (reader.mayCloseWithinPass()) {
      reader.close();
    }
  }

  private void addToRecent(Reader.Read read) {
    for (int i = 0; i < read.size(); i++) {
      recent.add(read.rows.get(i), read.values.get(i));
    }
  }

  private void rememberForNextSync(Reader.Read read) {
    if (reader.position.isTracked()) {
      reader.rememberForNextSync(read);
    }
  }

  private long next(Placed page) {
    return after(page, overlap(page.read));
  }

  /**
   * As much as was declared, and at least the rows of the last value and one before them; one row
   * if the whole answer was known, or is of one value.
   */
  private int overlap(Reader.Read read) {
    return read.fresh == 0 ? 1 : overlapOfNew(read);
  }

  private int overlapOfNew(Reader.Read read) {
    int tie = tie(read);
    return tie == read.size() ? ways.overlap : Math.max(ways.overlap, tie == 0 ? 0 : tie + 1);
  }

  /** How many rows at the end of an answer share the value of its last row. */
  private int tie(Reader.Read read) {
    CursorValue last = read.lastValue().orElse(null);
    if (last == null || facts.order != Facts.Order.ASCENDING) {
      return 0;
    }
    int rows = 0;
    while (rows < read.size() && last.equals(read.values.get(read.size() - 1 - rows))) {
      rows++;
    }
    return rows;
  }

  private static long after(Placed page, int overlap) {
    int most = Math.max(1, page.read.size() - 1);
    return page.offset + page.read.size() - Math.min(overlap, most);
  }

  /** Where an append-only list goes on, and what was seen of rows that are left out. */
  Cursor store(Cursor cursor) {
    Cursor stored = Sync.withOptional(cursor, LEAVES_OUT, leavesOut.map(String::valueOf));
    if (!ways.appendOnly || count == 0) {
      return stored;
    }
    recent.keepLast(Math.min(Tail.STORED, ways.overlap));
    Optional<String> last = recent.stored(null, any -> true);
    return Sync.withOptional(stored.with(OFFSET, Long.toString(count)), LAST_ROWS, last);
  }
}
