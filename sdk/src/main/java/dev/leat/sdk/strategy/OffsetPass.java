package dev.leat.sdk.strategy;

import com.google.common.hash.HashCode;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.state.Cursor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list in a stable order by offset. Each question overlaps what was read, and its answer
 * must hold a row that was read or, in the order of the cursor, one from before: then nothing was
 * lost between. For one thread.
 */
final class OffsetPass {

  private static final String OFFSET = "offset";
  private static final String LAST_ROWS = "last_rows";
  private static final int REPEATS = 20;

  private final Facts facts;
  private final Offset.Ways ways;
  private final Reader reader;
  private final Tail recent;
  private final Optional<String> since;
  private final Set<HashCode> answers = new HashSet<>();
  private final Overhang overhang = new Overhang();

  /** How many rows of the list are read, by our own count. */
  private long count;

  private CursorValue lastRead;
  private int largest;
  private int repeats;

  OffsetPass(Offset.Ways ways, Reader reader) {
    this.facts = reader.facts;
    this.ways = ways;
    this.reader = reader;
    Cursor stored = reader.sync.stored();
    this.since = reader.since.starting(reader.position.closed()).map(CursorValue::text);
    this.count = ways.appendOnly ? stored.text(OFFSET).map(Long::valueOf).orElse(0L) : 0;
    this.recent = new Tail(facts.table, ways.appendOnly ? stored.text(LAST_ROWS).orElse("") : "");
    reader.overlap(recent);
  }

  void read() throws InterruptedException {
    long offset = Math.max(0, count - ways.overlap);
    long back = ways.overlap;
    while (true) {
      Page page = reader.sync.fetch(ways.page.orElseThrow(), ask(offset));
      List<JsonRow> rows = page.rows(facts.rowsAt);
      if (offset > 0 && !joins(rows)) {
        reader.sync.pageDone(page);
        reportShrunkAppendOnlyList();
        back = back > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : back * 2;
        offset = Math.max(0, count - back);
        continue;
      }
      back = ways.overlap;
      reader.position.breakOrder();
      Reader.Read read = reader.look(page);
      if (read.size() > 1) {
        reader.sync.expect(ways.page.orElseThrow(), ask(after(read, offset, ways.overlap)), page);
      }
      reader.send(read);
      largest = Math.max(largest, rows.size());
      if (rows.isEmpty() || isEnd(read, offset)) {
        // The last rows are the proof of the place from which an append-only list goes on.
        addToRecent(read);
        rememberForNextSync(read);
        count = offset + rows.size();
        return;
      }
      requireNewAnswer(rows);
      take(read, offset);
      offset = next(read, offset);
    }
  }

  private OffsetAsk ask(long offset) {
    return new OffsetAsk(since, offset, ways.pageSize);
  }

  /** Whether the page holds a row that was read, or one from before the last that was. */
  private boolean joins(List<JsonRow> rows) {
    for (JsonRow row : rows) {
      if (isKnown(row)) {
        return true;
      }
      CursorValue value = reader.position.valueOf(row);
      boolean ordered = facts.order == Facts.Order.ASCENDING && value != null && lastRead != null;
      if (ordered && lastRead.isAfter(value)) {
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

  /** Whether this answer has nothing after the last row that was read. */
  private boolean isEnd(Reader.Read read, long offset) throws InterruptedException {
    if (read.size() != 1 || read.fresh > 0) {
      return false;
    }
    if (largest > 1) {
      return true;
    }
    Page beyond = reader.sync.fetch(ways.page.orElseThrow(), ask(offset + 1));
    reader.sync.pageDone(beyond);
    List<JsonRow> rows = beyond.rows(facts.rowsAt);
    if (overhang.stays(rows.stream().filter(row -> !isKnown(row)).toList())) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gives one row at a time though asked for "
              + ways.pageSize
              + ", so pages cannot overlap: declare unstableOrder()");
    }
    return rows.isEmpty();
  }

  private boolean isKnown(JsonRow row) {
    CursorValue value = reader.position.valueOf(row);
    return recent.holdsKey(row, value) || recent.holds(row, value);
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

  private void take(Reader.Read read, long offset) throws InterruptedException {
    count = offset + read.size();
    addToRecent(read);
    recent.keepLast(Math.max(1_000, 4 * ways.pageSize));
    if (read.greatest != null && (lastRead == null || read.greatest.isAfter(lastRead))) {
      lastRead = read.greatest;
    }
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

  /** Overlapping by as much as was declared; by one row, if the whole answer was known. */
  private long next(Reader.Read read, long offset) {
    return after(read, offset, read.fresh == 0 ? 1 : ways.overlap);
  }

  private long after(Reader.Read read, long offset, int overlap) {
    int most = Math.max(1, read.size() - 1);
    return offset + read.size() - Math.min(overlap, most);
  }

  /** Where an append-only list goes on. */
  Cursor store(Cursor cursor) {
    if (!ways.appendOnly || count == 0) {
      return cursor;
    }
    recent.keepLast(Math.min(Tail.STORED, ways.overlap));
    Optional<String> last = recent.stored(null);
    return Sync.withOptional(cursor.with(OFFSET, Long.toString(count)), LAST_ROWS, last);
  }
}
