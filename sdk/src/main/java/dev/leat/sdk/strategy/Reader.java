package dev.leat.sdk.strategy;

import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Page;
import dev.leat.sdk.state.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends the rows of pages and keeps the position, for strategies over a cursor. For one thread. */
final class Reader {

  private static final String SEEN = "seen";

  final Facts facts;
  final Sync sync;
  final Position position;
  final Since since;
  final Tail tail;

  private CursorValue dropBefore;
  private Optional<Tail> overlap = Optional.empty();
  private Optional<Supplier<CursorValue>> nextStart = Optional.empty();
  private final Resend resend;
  private boolean hasRead;

  /** Which rows are sent that an earlier sync sent. */
  enum Resend {
    ONLY_CHANGED,
    ALL
  }

  Reader(Facts facts, Sync sync, Resend resend) {
    this.facts = facts;
    this.sync = sync;
    this.resend = resend;
    this.position = new Position(facts, sync.stored());
    this.since = new Since(facts);
    this.tail =
        new Tail(facts.table, resend == Resend.ALL ? "" : sync.stored().text(SEEN).orElse(""));
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
    final Page page;
    final List<JsonRow> rows;
    final List<CursorValue> values;

    /** Rows whose key and cursor were not read before in this sync, nor claimed by the last. */
    int fresh;

    CursorValue greatest;

    Read(Page page, List<JsonRow> rows) {
      this.page = page;
      this.rows = rows;
      this.values = new ArrayList<>(rows.size());
    }

    int size() {
      return rows.size();
    }
  }

  /** Asks, sends what is new, and says that the page is done. */
  <A> Read read(PageFetch<A> fetch, A ask) throws InterruptedException {
    Read read = look(sync.fetch(fetch, ask));
    send(read);
    return read;
  }

  /** Whether a page was read. */
  boolean hasRead() {
    return hasRead;
  }

  /**
   * Takes note of what a page holds, so that it can be said what to ask for next before its rows
   * are sent.
   */
  Read look(Page page) {
    hasRead = true;
    position.startedAt(sync.start());
    Read read = new Read(page, page.rows(facts.rowsAt));
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
      if (!sent && (value == null || dropBefore == null || !dropBefore.isAfter(value))) {
        sync.send(row);
      }
    }
    sync.pageDone(read.page);
  }

  /** Whether a version of this row with this cursor was read in this sync. */
  boolean holdsKey(JsonRow row, CursorValue value) {
    return tail.holdsKey(row, value) || (overlap.isPresent() && overlap.get().holdsKey(row, value));
  }

  private boolean isSent(JsonRow row, CursorValue value) {
    return tail.holds(row, value) || (overlap.isPresent() && overlap.get().holds(row, value));
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
    return storeSeen(position.store(cursor));
  }

  /** The rows that the next sync will be given again. */
  Cursor storeSeen(Cursor cursor) {
    CursorValue from = nextStartFrom(position.closed());
    Optional<String> seen =
        resend == Resend.ALL || from == null ? Optional.empty() : tail.stored(from);
    return Sync.withOptional(cursor, SEEN, seen);
  }

  private CursorValue nextStartFrom(CursorValue cursor) {
    return nextStart.map(Supplier::get).orElseGet(() -> since.starting(cursor).orElse(null));
  }

  /** Closes what was reached and claims it. */
  void close() throws InterruptedException {
    position.close();
    sync.checkpoint(this::store);
  }

  /** Whether a position may be claimed before the pass ends. */
  boolean mayCloseWithinPass() {
    return facts.order == Facts.Order.ASCENDING && position.disorder() == null;
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
