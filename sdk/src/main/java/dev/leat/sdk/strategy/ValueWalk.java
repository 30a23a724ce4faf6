package dev.leat.sdk.strategy;

import com.google.common.hash.HashCode;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.state.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * One pass by a {@code since} filter alone: each question begins at the last value of the answer
 * before it, until nothing new comes. For one thread.
 */
final class ValueWalk {

  /** The largest answer ever seen: the least that the source's limit can be. */
  private static final String LARGEST = "largest_page";

  /** An answer smaller than this is never taken for one that was cut. */
  private static final int LEAST_CAP = 10;

  private final Facts facts;
  private final Reader reader;

  /** The rows that the next question will give again. */
  private final Tail ties;

  private final Overhang overhang = new Overhang();
  private int largest;
  private HashCode standstill;

  ValueWalk(Reader reader) {
    this.facts = reader.facts;
    this.reader = reader;
    this.ties = new Tail(facts.table, "");
    reader.overlap(ties);
    this.largest = reader.sync.stored().text(LARGEST).map(Integer::valueOf).orElse(0);
  }

  SyncResult read(PageFetch<Optional<String>> fetch) throws InterruptedException {
    Optional<CursorValue> from = reader.since.starting(reader.position.closed());
    boolean whole = false;
    while (true) {
      reader.position.breakOrder();
      Reader.Read read = reader.look(reader.sync.fetch(fetch, from.map(CursorValue::text)));
      expectNext(fetch, read, from);
      reader.send(read);
      reader.rememberForNextSync(read);
      largest = Math.max(largest, read.size());
      if (read.size() == 0 || (facts.pageCap > 0 && read.size() < facts.pageCap)) {
        whole = true;
        break;
      }
      if (cannotGoOnFrom(read)) {
        break;
      }
      Optional<CursorValue> next = reader.since.within(read.greatest);
      boolean advances = next.isPresent() && (from.isEmpty() || next.get().isAfter(from.get()));
      if (!advances && read.fresh == 0) {
        if (hasRowsBeyond(fetch, read)) {
          continue;
        }
        whole = isWholeTie(read);
        break;
      }
      if (!advances && !ties.isWholeFrom(next.orElse(null))) {
        throw tooManyTies(read, Tail.REMEMBERED);
      }
      if (!advances) {
        requireNewAnswer(read);
      }
      overhang.forget();
      reader.remember(ties, read, next.orElse(null));
      claim();
      from = advances ? next : from;
    }
    reader.reportDisorder();
    finish(whole);
    return reader.sync.result();
  }

  /** What comes next is known before the rows are sent, unless the answer does not lead on. */
  private void expectNext(
      PageFetch<Optional<String>> fetch, Reader.Read read, Optional<CursorValue> from) {
    boolean isLast = read.size() == 0 || (facts.pageCap > 0 && read.size() < facts.pageCap);
    if (isLast || !leadsOn(read)) {
      return;
    }
    reader
        .since
        .within(read.greatest)
        .filter(next -> from.isEmpty() || next.isAfter(from.get()))
        .ifPresent(next -> reader.sync.expect(fetch, Optional.of(next.text()), read.page));
  }

  private boolean leadsOn(Reader.Read read) {
    return facts.order != Facts.Order.NEWEST_FIRST
        && reader.position.disorder() == null
        && read.greatest != null;
  }

  /** Whether the answer may be cut and its rows do not say where to go on. */
  private boolean cannotGoOnFrom(Reader.Read read) {
    if (leadsOn(read)) {
      return false;
    }
    boolean ascending = facts.order != Facts.Order.NEWEST_FIRST;
    String seen =
        read.greatest == null
            ? "an answer of " + read.size() + " rows without a cursor"
            : !ascending
                ? read.size() + " rows, newest first"
                : reader.position.disorder() + " in an answer of " + read.size() + " rows";
    reader.sync.incompleteBecause(
        "the source gave "
            + seen
            + ", which may be cut, so what is between is not known to be read: declare pageCap(...)"
            + " or uncapped() if it is not, or page by next(...) or between(...)");
    return true;
  }

  /**
   * Whether there are rows after an answer of known rows only. If so they may have come since: the
   * same question must then give them, or else the answer is cut within rows of one stamp.
   */
  private boolean hasRowsBeyond(PageFetch<Optional<String>> fetch, Reader.Read read)
      throws InterruptedException {
    if (facts.pageCap > 0) {
      throw tooManyTies(read, read.size());
    }
    Optional<CursorValue> beyond = reader.since.beyond(read.greatest);
    if (read.size() < largest || beyond.isEmpty()) {
      return false;
    }
    Page page = reader.sync.fetch(fetch, beyond.map(CursorValue::text));
    reader.sync.pageDone(page);
    List<JsonRow> rows = page.rows(facts.rowsAt);
    if (overhang.stays(rows)) {
      throw tooManyTies(read, read.size());
    }
    return !rows.isEmpty();
  }

  /** Whether a last answer of known rows only can be the end, or may be cut. */
  private boolean isWholeTie(Reader.Read read) {
    if (read.size() < largest || read.size() < LEAST_CAP) {
      return true;
    }
    reader.sync.incompleteBecause(
        "the last "
            + read.size()
            + " rows are as many as the source ever gave at once and stand too close together to"
            + " ask for the rest: declare pageCap(...) or uncapped() if nothing is cut");
    return false;
  }

  /** New rows that do not lead on must differ, or the source answers every question alike. */
  private void requireNewAnswer(Reader.Read read) {
    HashCode answer = Tail.digest(read.rows);
    if (answer.equals(standstill)) {
      throw new SourceDataException(
          facts.subject()
              + ": the source gave the same "
              + read.size()
              + " rows, up to "
              + read.greatest.text()
              + ", to one question after the other, rows before the time asked for among them:"
              + " check the name and the form of the filter in the request, or declare uncapped()"
              + " if the source has no filter and gives every row");
    }
    standstill = answer;
  }

  private SourceDataException tooManyTies(Reader.Read read, int limit) {
    return new SourceDataException(
        facts.subject()
            + ": at least "
            + limit
            + " rows stand at "
            + read.greatest.text()
            + ", as many as one answer holds, so the rest of them cannot be asked for: raise the"
            + " page size of the request, declare inclusive() or a finer granularity(...) if that"
            + " is so, or page by next(...) or Keyset");
  }

  private void claim() throws InterruptedException {
    if (reader.mayCloseWithinPass()) {
      reader.position.close();
      reader.sync.checkpoint(this::store);
    }
  }

  private void finish(boolean whole) throws InterruptedException {
    if (whole) {
      reader.position.close();
    }
    reader.sync.checkpoint(this::store);
  }

  private Cursor store(Cursor cursor) {
    Cursor stored = reader.store(cursor);
    return facts.pageCap == Facts.CAP_UNDECLARED && largest > 0
        ? stored.with(LARGEST, Integer.toString(largest))
        : stored;
  }
}
