package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One pass by a {@code since} filter: each question begins at the last value of the answer before
 * it, until nothing new comes. Further pages of an answer are asked for only where its first one
 * does not get beyond one value. For one thread.
 */
final class ValueWalk {

  /** The most rows, and bytes, of an answer ever seen: the least that the source's limit can be. */
  private static final String LARGEST = "largest_page";

  private static final String LARGEST_BYTES = "largest_bytes";

  /** An answer smaller than this is never taken for one that was cut. */
  private static final int LEAST_CAP = 10;

  private final Facts facts;
  private final Reader reader;
  private final Question<Optional<String>> question;
  private final Pager pager;
  private final boolean pagesWithinTies;

  /** The rows that the next question will give again. */
  private final Tail ties;

  private final Trail trail = new Trail();
  private final Overhang overhang = new Overhang();
  private int largest;
  private int largestBytes;

  /** The most rows that the present question has given. */
  private int given;

  private HashCode standstill;

  /** The question whose answer did not join; null if the last one did. */
  private CursorValue unjoined;

  private boolean goesOn = true;
  private boolean isWhole;

  /** The question that comes next; empty for all rows. */
  private Optional<CursorValue> from = Optional.empty();

  /**
   * @param pagesWithinTies whether further pages of an answer hold the rest of the rows that share
   *     a value
   */
  ValueWalk(Reader reader, Question<Optional<String>> question, boolean pagesWithinTies) {
    this.facts = reader.facts;
    this.reader = reader;
    this.question = question;
    this.pager = facts.pager;
    this.pagesWithinTies = pagesWithinTies;
    this.ties = new Tail(facts.table, "");
    reader.overlap(ties);
    this.largest = stored(LARGEST);
    this.largestBytes = stored(LARGEST_BYTES);
  }

  private int stored(String field) {
    return reader.sync.stored().text(field).map(Integer::valueOf).orElse(0);
  }

  SyncResult read() throws InterruptedException {
    Optional<CursorValue> start = start();
    from = start;
    while (goesOn) {
      Position.Mark before = reader.position.mark();
      Ask ask = ask(from);
      Reader.Read read = reader.lookTwiceIfEmpty(ask);
      if (joins(read) || (from.equals(start) && read.size() > 0)) {
        take(ask, read);
      } else if (from.equals(start)) {
        contradicted(read);
      } else {
        reader.sync.pageDone(read.answer);
        reader.position.backTo(before);
        from = stepBack(start);
      }
    }
    reader.reportDisorder();
    finish();
    return reader.sync.result();
  }

  /** From the closed position, or from where this sync has come already. */
  private Optional<CursorValue> start() {
    Optional<CursorValue> closed = reader.since.starting(reader.position.closed());
    Optional<CursorValue> reached =
        reader.hasRead() ? reader.since.within(reader.position.reached()) : Optional.empty();
    return reached
        .filter(value -> closed.isEmpty() || value.isAfter(closed.get()))
        .or(() -> closed);
  }

  private Ask ask(Optional<CursorValue> since) {
    return question.ask(since.map(CursorValue::text));
  }

  /**
   * Whether an answer begins with a row that was read, or before one: else the source may have left
   * rows out between. A row that was read last may have changed, so another one will do.
   */
  private boolean joins(Reader.Read read) throws InterruptedException {
    learnFromEarlierRows(read);
    CursorValue last = trail.last();
    if (last == null) {
      return true;
    }
    for (int i = 0; i < read.size(); i++) {
      CursorValue value = read.values.get(i);
      if (value != null && (last.isAfter(value) || isKnown(read.rows.get(i), value))) {
        learnFilter(read, last);
        return true;
      }
    }
    return false;
  }

  /**
   * A filter that gives rows from before the time that it was asked for compares in a coarser unit.
   */
  private void learnFromEarlierRows(Reader.Read read) {
    CursorValue first = read.size() == 0 ? null : read.values.get(0);
    if (first != null && first.hasOrder() && from.isPresent() && from.get().isAfter(first)) {
      reader.since.learnUnit(from.get(), first);
    }
  }

  /** Whether a row was read, as far as that is remembered. */
  private boolean isKnown(JsonRow row, CursorValue value) {
    return reader.holdsKey(row, value) || !ties.isWholeFrom(value);
  }

  /**
   * A question was asked anew from further back. If the row is there now that should have come
   * then, the filter compares in a coarser unit than rows are stamped in.
   */
  private void learnFilter(Reader.Read read, CursorValue last) throws InterruptedException {
    if (unjoined == null) {
      return;
    }
    CursorValue asked = unjoined;
    unjoined = null;
    if (!holds(read, last)) {
      return;
    }
    // Another replica may have answered then, which was behind.
    Reader.Read again = reader.probe(ask(Optional.of(asked)));
    Optional<Duration> unit =
        holds(again, last) ? Optional.empty() : reader.since.learnUnit(asked, last);
    if (unit.isPresent()) {
      reader.sync.warn(
          "asked for rows from "
              + asked
              + " on, the source left out one of "
              + last
              + ": it is taken to compare in units of "
              + unit.get()
              + "; declare granularity(...) to be exact");
    }
  }

  private boolean holds(Reader.Read read, CursorValue last) {
    return IntStream.range(0, read.size())
        .anyMatch(
            i ->
                last.equals(read.values.get(i))
                    && reader.holdsKey(read.rows.get(i), read.values.get(i)));
  }

  private Optional<CursorValue> stepBack(Optional<CursorValue> start) {
    if (unjoined == null) {
      unjoined = from.orElse(null);
    }
    return trail
        .back()
        .flatMap(reader.since::within)
        .filter(value -> start.isEmpty() || value.isAfter(start.get()))
        .or(() -> start);
  }

  /** Even the first question does not give any more what it gave. */
  private void contradicted(Reader.Read read) throws InterruptedException {
    reader.sync.pageDone(read.answer);
    reader.sync.incompleteBecause(
        "the source gave rows up to "
            + trail.last().text()
            + ", and then none to the same question: sync again; if it stays so, ask the source's"
            + " people");
    goesOn = false;
  }

  private void take(Ask ask, Reader.Read read) throws InterruptedException {
    boolean endsByWord = pager.isDeclared() && pager.after(ask, firstPage(read)).isEmpty();
    boolean isShort = facts.pageCap > 0 && read.size() < facts.pageCap;
    boolean isEnough = reader.isOutrun(read) || reader.isPastTheEnd(read);
    boolean isLast = read.size() == 0 || endsByWord || isShort || isEnough;
    if (!isLast) {
      expectNext(read);
    }
    reader.send(read);
    reader.rememberForNextSync(read);
    largest = Math.max(largest, read.size());
    given = Math.max(given, read.size());
    largestBytes = Math.max(largestBytes, read.answer.page().size());
    if (isLast) {
      end();
    } else if (leadsOn(read)) {
      trail.add(read);
      goOn(ask, read);
    } else {
      cannotGoOnFrom(read);
    }
  }

  private static PageRead firstPage(Reader.Read read) {
    return new PageRead(read.answer, read.size(), read.last(), 0, 0);
  }

  private void end() {
    isWhole = true;
    goesOn = false;
  }

  /** Finds the next question, or that there is none. */
  private void goOn(Ask ask, Reader.Read read) throws InterruptedException {
    if (advance(read.greatest, read)) {
      return;
    }
    if (pagesWithinTies) {
      readTie(ask, read);
    } else if (read.fresh == 0) {
      lookBeyond(read);
    } else {
      if (!ties.isWholeFrom(reader.since.within(read.greatest).orElse(null))) {
        throw tooManyTies(read, Tail.REMEMBERED);
      }
      requireNewAnswer(read);
      overhang.forget();
      reader.remember(ties, read, reader.since.within(read.greatest).orElse(null));
      claim();
    }
  }

  /** Asks from a value on, if that is further than this question. */
  private boolean advance(CursorValue to, Reader.Read read) throws InterruptedException {
    if (!leadsFurther(to)) {
      return false;
    }
    overhang.forget();
    from = reader.since.within(to);
    given = 0;
    reader.remember(ties, read, from.orElse(null));
    claim();
    return true;
  }

  private boolean leadsFurther(CursorValue to) {
    return reader
        .since
        .within(to)
        .filter(next -> from.isEmpty() || next.isAfter(from.get()))
        .isPresent();
  }

  /** What comes next is known before the rows are sent, unless the answer does not lead on. */
  private void expectNext(Reader.Read read) {
    if (leadsOn(read)) {
      if (leadsFurther(read.greatest)) {
        reader.sync.expect(ask(reader.since.within(read.greatest)), read.answer);
      }
    }
  }

  private boolean leadsOn(Reader.Read read) {
    return facts.order != Facts.Order.NEWEST_FIRST
        && reader.position.disorder() == null
        && read.greatest != null;
  }

  /** The answer may be cut and its rows do not say where to go on. */
  private void cannotGoOnFrom(Reader.Read read) throws InterruptedException {
    goesOn = false;
    if (pager.isDeclared()) {
      isWhole = new RepeatedPasses(reader, () -> ask(from), pager).read();
      return;
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
            + " or uncapped() if it is not, or page by paging(...) or between(...)");
  }

  /** Reads further pages of an answer whose rows do not get beyond one value. */
  private void readTie(Ask ask, Reader.Read read) throws InterruptedException {
    Position.Mark before = reader.position.mark();
    TiePages pages = new TiePages(reader, pager, ties, from, this::leadsFurther);
    switch (pages.read(ask, read)) {
      case LAST_PAGE -> end();
      case BEYOND -> {
        trail.add(pages.lastRead());
        advance(pages.lastRead().greatest, pages.lastRead());
      }
      case UNPROVED -> {
        reader.position.backTo(before);
        reader.sync.incompleteBecause(
            "rows that share "
                + read.greatest.text()
                + " fill more than a page, and their pages were never twice the same: have the"
                + " source order by "
                + facts.cursorField().field()
                + " and a key, or sync when it is quieter");
        goesOn = false;
      }
    }
  }

  /**
   * Asks for rows after an answer of known rows only. If there are any, they may have come since:
   * the same question must then give them, or else the answer is cut within rows of one value.
   */
  private void lookBeyond(Reader.Read read) throws InterruptedException {
    if (facts.pageCap > 0) {
      throw tooManyTies(read, read.size());
    }
    CursorValue last = trail.last();
    Optional<CursorValue> beyond = reader.since.beyond(last);
    List<JsonRow> rows = List.of();
    if (beyond.isPresent()) {
      Reader.Read further = reader.probe(ask(beyond));
      rows =
          IntStream.range(0, further.size())
              .filter(i -> further.values.get(i) != null)
              .filter(i -> !isKnown(further.rows.get(i), further.values.get(i)))
              .mapToObj(further.rows::get)
              .toList();
    }
    if (rows.isEmpty()) {
      isWhole = isWholeTie(read, last);
      goesOn = false;
    } else if (overhang.stays(rows) && !readExactly(last)) {
      throw tooManyTies(read, read.size());
    }
  }

  /**
   * Asks from the very value that was read last, not from before it: a source whose answers are cut
   * by their size has room then for rows that follow.
   *
   * @return whether that gave rows that were not known
   */
  private boolean readExactly(CursorValue last) throws InterruptedException {
    if (from.isPresent() && from.get().equals(last)) {
      return false;
    }
    Position.Mark before = reader.position.mark();
    Reader.Read read = reader.look(ask(Optional.of(last)));
    boolean includes = read.values.stream().anyMatch(last::equals);
    if (!includes || !leadsOn(read)) {
      reader.sync.pageDone(read.answer);
      reader.position.backTo(before);
      return false;
    }
    reader.send(read);
    reader.rememberForNextSync(read);
    trail.add(read);
    return read.fresh > 0 && advance(read.greatest, read);
  }

  /**
   * Whether a last answer of known rows only can be the end, or may be cut: by the number of its
   * rows, or by its size.
   */
  private boolean isWholeTie(Reader.Read read, CursorValue last) throws InterruptedException {
    boolean isSmall =
        read.size() < largest
            && read.answer.page().size() < largestBytes / 4 * 3
            && read.size() >= given / 4 * 3;
    if (isSmall || read.size() < LEAST_CAP) {
      return true;
    }
    // Less of the same is given whole, if there is less.
    Reader.Read exact = reader.probe(ask(Optional.of(last)));
    boolean isLess = exact.size() < read.size() && exact.values.contains(last);
    if (isLess
        && IntStream.range(0, exact.size())
            .allMatch(i -> isKnown(exact.rows.get(i), exact.values.get(i)))) {
      return true;
    }
    reader.sync.incompleteBecause(
        "the last "
            + read.size()
            + " rows are as many as the source ever gave at once and stand too close together to"
            + " ask for the rest: declare pageCap(...) or uncapped() if nothing is cut; if the"
            + " source should have more, check the name and the form of the filter in the request");
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
            + ", as many as one answer holds, so the rest of them cannot be asked for: page by"
            + " paging(...), raise the page size of the request, or declare inclusive() or a finer"
            + " granularity(...) if that is so");
  }

  private void claim() throws InterruptedException {
    if (reader.mayCloseWithinPass()) {
      reader.position.close();
      reader.sync.checkpoint(this::store);
    }
  }

  private void finish() throws InterruptedException {
    if (isWhole) {
      reader.position.close();
      reader.passIsThrough();
    }
    reader.sync.checkpoint(this::store);
  }

  private Cursor store(Cursor cursor) {
    Cursor stored = reader.store(cursor);
    return facts.pageCap == Facts.CAP_UNDECLARED && largest > 0
        ? stored
            .with(LARGEST, Integer.toString(largest))
            .with(LARGEST_BYTES, Integer.toString(largestBytes))
        : stored;
  }
}
