package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Records;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sends the rows of pages and keeps the position, for strategies over a cursor. For one thread. */
final class Reader {

  private static final String SEEN = "seen";
  private static final String ORDER = "order";
  private static final String KEPT = "kept";
  private static final String FILTER_UNIT = "filter_unit";

  /** Pages that must have kept a declared order before it is believed. */
  private static final int PAGES_OF_PROOF = 20;

  /** Pages of nothing but rows that came after the sync began. */
  private static final int PAGES_OF_GROWTH = 20;

  final Facts facts;
  final Sync sync;
  final Position position;
  final Since since;
  final Tail tail;

  private final Stretch stretch;
  private CursorValue dropBefore;
  private Optional<Tail> overlap = Optional.empty();
  private Optional<Supplier<CursorValue>> nextStart = Optional.empty();
  private final Resend resend;
  private final Identity identity;
  private boolean hasRead;
  private boolean orderIsProved;
  private long pages;
  private CursorValue greatestOfFirstPage;

  /** Without answers that did not join, of which such a source gives many. */
  private long pagesTaken;

  private long pagesOfGrowth;

  /** Which rows are sent that an earlier sync sent. */
  enum Resend {
    ONLY_CHANGED,
    ALL
  }

  Reader(Facts facts, Sync sync, Resend resend) {
    this.facts = facts;
    this.sync = sync;
    this.stretch = facts.stretch();
    this.resend = resend;
    this.identity = new Identity(facts.table);
    this.position = new Position(facts, sync.stored());
    this.since = new Since(facts);
    since.know(sync.stored().text(FILTER_UNIT).map(Duration::parse));
    this.tail =
        new Tail(facts.table, resend == Resend.ALL ? "" : sync.stored().text(SEEN).orElse(""));
    this.orderIsProved = sync.stored().text(ORDER).isPresent();
  }

  /** Rows before this value are not sent. */
  void dropBefore(Optional<CursorValue> value) {
    dropBefore = value.orElse(null);
  }

  /** Rows that these questions may give again, beside those of the next sync. */
  void overlap(Tail tailOfPages) {
    overlap = Optional.of(tailOfPages);
  }

  /** From where the next sync will read, if that is not the closed position. */
  void nextSyncStartsAt(Supplier<CursorValue> start) {
    nextStart = Optional.of(start);
  }

  /** What a page held. */
  static final class Read {
    final Answer answer;
    final Records records;
    final List<JsonRow> rows;
    final List<CursorValue> values;

    /** Rows whose key and cursor were not read before in this sync, nor claimed by the last. */
    int fresh;

    CursorValue greatest;

    Read(Answer answer, Records records) {
      this.answer = answer;
      this.records = records;
      this.rows = records.rows();
      this.values = new ArrayList<>(rows.size());
    }

    /** The same answer as if it had no rows. */
    Read withoutRows() {
      return new Read(answer, new Records(List.of(), List.of(), Records.Place.LIST));
    }

    int size() {
      return rows.size();
    }

    /** The last row; empty if there is none. */
    Optional<JsonRow> last() {
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    /** The cursor of the last row; empty if it has none, or there is no row. */
    Optional<CursorValue> lastValue() {
      return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(values.get(size() - 1));
    }
  }

  /** Asks something else than before, and takes note of what comes. */
  Read look(Ask ask) throws InterruptedException {
    position.breakOrder();
    return look(sync.fetch(ask));
  }

  /** Asks for what follows the last answer, and takes note of what comes. */
  Read follow(Ask ask) throws InterruptedException {
    return look(sync.fetch(ask));
  }

  /** Asks only to see what stands there: nothing of it is sent, or counts as read. */
  Read probe(Ask ask) throws InterruptedException {
    Position.Mark before = position.mark();
    Read read = lookTwiceIfEmpty(ask);
    sync.pageDone(read.answer);
    position.backTo(before);
    return read;
  }

  /**
   * The same, where an answer without rows would be the end: it may be one that failed, so it is
   * believed if it comes twice.
   */
  Read lookTwiceIfEmpty(Ask ask) throws InterruptedException {
    Read read = look(ask);
    if (read.size() > 0) {
      return read;
    }
    sync.pageDone(read.answer);
    return look(ask);
  }

  /** Whether a page was read. */
  boolean hasRead() {
    return hasRead;
  }

  /**
   * Takes note of what a page holds, so that it can be said what to ask for next before its rows
   * are sent.
   */
  Read look(Answer answer) {
    hasRead = true;
    pages++;
    position.startedAt(sync.start());
    Read read = new Read(answer, answer.page().records(facts.rowsAt));
    for (JsonRow row : read.rows) {
      CursorValue value = position.valueOf(row);
      read.values.add(value);
      if (value != null) {
        position.read(value);
        widen(read, value);
      } else if (position.isTracked()) {
        sync.noteMissingCursor();
      }
    }
    if (pages == 1) {
      greatestOfFirstPage = read.greatest;
    }
    return read;
  }

  /** Sends what is new, and says that the page is done. */
  void send(Read read) throws InterruptedException {
    for (int i = 0; i < read.size(); i++) {
      JsonRow row = read.rows.get(i);
      CursorValue value = read.values.get(i);
      boolean sent = isSent(row, value);
      if (!sent && (value != null || !position.isTracked()) && !holdsKey(row, value)) {
        read.fresh++;
      }
      if (!sent && isWanted(value)) {
        sync.send(row);
      }
    }
    sync.setAside(read.records);
    sync.pageDone(read.answer);
  }

  private boolean isWanted(CursorValue value) {
    return (value == null || dropBefore == null || !dropBefore.isAfter(value))
        && stretch.holds(value);
  }

  /**
   * Whether rows ascend and have come to the end of what is to be read. That they ascend within the
   * first page does not show that pages do, too: one that goes beyond the first is needed.
   */
  boolean isPastTheEnd(Read read) {
    return ascends()
        && read.greatest != null
        && stretch.isPassedBy(read.greatest)
        && (orderIsProved
            || (greatestOfFirstPage != null && read.greatest.isAfter(greatestOfFirstPage)));
  }

  /** Whether rows are declared to ascend, and none so far did not. */
  private boolean ascends() {
    return facts.order == Facts.Order.ASCENDING && position.disorder() == null;
  }

  /** Whether two answers hold the same rows in the same order, whatever else changed in them. */
  boolean hasSameKeys(Read one, Read other) {
    return one.size() == other.size()
        && IntStream.range(0, one.size()).allMatch(place -> hasSameKey(one, other, place));
  }

  private boolean hasSameKey(Read one, Read other, int place) {
    JsonRow row = one.rows.get(place);
    JsonRow same = other.rows.get(place);
    return Objects.equals(one.values.get(place), other.values.get(place))
        && identity.isSame(row, same);
  }

  /** Whether a version of this row with this cursor was read in this sync. */
  boolean holdsKey(JsonRow row, CursorValue value) {
    return tail.holdsKey(row, value) || (overlap.isPresent() && overlap.get().holdsKey(row, value));
  }

  private boolean isSent(JsonRow row, CursorValue value) {
    return tail.holds(row, value) || (overlap.isPresent() && isSent(overlap.get(), row, value));
  }

  private boolean isSent(Tail pages, JsonRow row, CursorValue value) {
    return facts.resendsYoung ? pages.holdsOfThisSync(row, value) : pages.holds(row, value);
  }

  private void widen(Read read, CursorValue value) {
    if (facts.cursorField().type() == CursorField.Type.OPAQUE) {
      read.greatest = value;
    } else {
      read.greatest = read.greatest == null || value.isAfter(read.greatest) ? value : read.greatest;
    }
  }

  /** Remembers the rows of a page that a question from {@code from} would give again. */
  void remember(Tail memory, Read read, CursorValue from) {
    if (from == null || facts.cursorField().type() == CursorField.Type.OPAQUE) {
      return;
    }
    for (int i = 0; i < read.size(); i++) {
      CursorValue value = read.values.get(i);
      if (value != null && !from.isAfter(value)) {
        memory.add(read.rows.get(i), value);
      }
    }
    memory.trim(from);
  }

  /** Remembers the rows that the next sync would read again. */
  void rememberForNextSync(Read read) {
    if (resend == Resend.ONLY_CHANGED) {
      remember(tail, read, nextStartFrom(position.reached()));
    }
  }

  /** The closed position and the rows that the next sync will be given again. */
  Cursor store(Cursor cursor) {
    Cursor known = Sync.withOptional(cursor, FILTER_UNIT, since.learned().map(Duration::toString));
    return storeSeen(position.store(storeOrder(known)));
  }

  /** Whether the declared order was seen to be kept. */
  Cursor storeOrder(Cursor cursor) {
    return orderIsProved ? cursor.with(ORDER, KEPT) : cursor;
  }

  /**
   * A pass has come to its end: an order that it kept over several pages is believed from now on.
   */
  void passIsThrough() {
    orderIsProved |= pages > 1 && ascends();
  }

  /** The rows that the next sync will be given again. */
  Cursor storeSeen(Cursor cursor) {
    CursorValue from = nextStartFrom(position.closed());
    Optional<String> seen =
        resend == Resend.ALL || from == null ? Optional.empty() : tail.stored(from, this::isOld);
    return Sync.withOptional(cursor, SEEN, seen);
  }

  private boolean isOld(CursorValue value) {
    return !facts.resendsYoung || (value != null && position.isBelowHorizon(value));
  }

  private CursorValue nextStartFrom(CursorValue cursor) {
    return nextStart.map(Supplier::get).orElseGet(() -> since.starting(cursor).orElse(null));
  }

  /** Closes what was reached and claims it. */
  void close() throws InterruptedException {
    position.close();
    sync.checkpoint(this::store);
  }

  /**
   * Whether a position may be claimed before the pass ends: only in a declared order that the
   * source was seen to keep, through a whole pass or many pages. A sync that dies cannot see any
   * more that its source did not. A table that is replaced begins anew after such a death, so its
   * rows are claimed together.
   */
  boolean mayCloseWithinPass() {
    if (facts.table.isReplaced()) {
      return false;
    }
    return ascends() && (orderIsProved || pages >= PAGES_OF_PROOF);
  }

  /**
   * Whether a source grows faster than it is read: for many pages there was nothing but rows that
   * came after the sync had begun. They wait for the next one.
   */
  boolean isOutrun(Read read) {
    if (facts.order == Facts.Order.NEWEST_FIRST || !position.isTracked() || read.size() == 0) {
      return false;
    }
    pagesTaken++;
    if (read.values.stream().allMatch(this::isNew)) {
      pagesOfGrowth++;
    }
    return pagesOfGrowth > Math.max(PAGES_OF_GROWTH, pagesTaken / 2);
  }

  private boolean isNew(CursorValue value) {
    return value != null
        && facts.cursorField().isTime()
        // Where a clock shows an hour twice, a time does not tell.
        && value.format().zone().isEmpty()
        && value.instant().isAfter(sync.start().plus(facts.clockSkew))
        && !value.instant().isAfter(sync.sourceTime().plus(facts.clockSkew));
  }

  /** A declared order that was not kept makes the sync incomplete. */
  void reportDisorder() {
    if (facts.order == Facts.Order.ASCENDING && position.disorder() != null) {
      sync.incompleteBecause(
          "ascending() was declared, but the source gave "
              + position.disorder()
              + ": what was claimed before may have a hole; remove ascending() and start over");
    }
  }
}
