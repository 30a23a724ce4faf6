package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.MappedRow;
import dev.leat.sdk.row.Records;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One table's sync while it runs: fetches, sends, claims. For one thread, which must close it. */
final class Sync implements AutoCloseable {

  private static final Duration WARN_SKEW = Duration.ofSeconds(60);

  private final Facts facts;
  private final TableName table;
  private final SyncRequest request;
  private final OperationSink out;
  private final ReadAhead ahead;
  private final List<String> reasons = new ArrayList<>();

  /** What was set aside or passed over, and said. */
  private final Set<String> setAside = new HashSet<>();

  private State state;
  private RowMap rowMap;
  private long pages;
  private long withoutCursor;
  private Instant start;
  private boolean startIsKnown;
  private Optional<Instant> firstAsked = Optional.empty();
  private Instant asked;
  private Optional<Instant> said = Optional.empty();

  Sync(Facts facts, SyncRequest request, OperationSink out) {
    this.facts = facts;
    this.table = facts.table.name();
    this.request = request;
    this.out = out;
    this.ahead = new ReadAhead(request.ahead(), request.clock());
    this.state = request.state();
    this.rowMap = facts.rowMap;
    this.start = request.clock().instant();
    this.asked = start;
  }

  /**
   * The request itself; for a table that is replaced, from its start: else the table would hold
   * nothing but what is new.
   */
  static SyncRequest fromStartIfReplaced(Table table, SyncRequest request) {
    return table.isReplaced() ? request.from(request.state().without(table.name())) : request;
  }

  /** Where the last sync stopped; of a stretch with an end, where one of that stretch did. */
  Cursor stored() {
    return facts.stretch().storedIn(ofTable());
  }

  private Cursor ofTable() {
    return state.cursor(table).orElse(Cursor.empty());
  }

  /** A time at which the source had not yet answered the first question, by its own clock. */
  Instant start() {
    return start;
  }

  /** Takes up a pass that began earlier. */
  void startedAt(Instant earlier) {
    start = earlier;
    startIsKnown = true;
  }

  /** Begins another pass: the next answer says when. */
  void startAnew() {
    start = now();
    startIsKnown = false;
    firstAsked = Optional.empty();
  }

  /** The time of this machine. */
  Instant now() {
    return request.clock().instant();
  }

  /** The source's own time when it last said it; else the time of this machine. */
  Instant sourceTime() {
    return said.orElseGet(this::now);
  }

  /** Asks the source; counts the page against the limit. */
  Answer fetch(Ask ask) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(facts.subject() + ": interrupted between two pages");
    }
    if (pages == facts.maxPages) {
      throw new SourceDataException(
          facts.subject()
              + ": read "
              + pages
              + " pages and no end is in sight: the source pages without end, or raise"
              + " maxPages(...)");
    }
    pages++;
    ReadAhead.Reply reply = ahead.answer(ask);
    asked = reply.asked();
    Instant began = firstAsked.orElse(asked);
    firstAsked = Optional.of(began);
    Answer answer = reply.answer();
    said = answer.serverTime();
    if (!startIsKnown && answer.serverTime().isPresent()) {
      useClockOf(answer.serverTime().get(), began, reply.received());
    }
    return answer;
  }

  /**
   * Says which page will most likely be fetched next, so that the source can work on it while the
   * rows of this one are sent. A wrong guess costs a request and nothing else.
   */
  void expect(Ask ask, Answer current) {
    if (pages < facts.maxPages) {
      ahead.expect(ask, current.page());
    }
  }

  /** When the last page that was fetched was asked for, by the time of this machine. */
  Instant asked() {
    return asked;
  }

  /** Gives up what is asked for and no longer needed. */
  @Override
  public void close() {
    ahead.close();
  }

  /** By an answer with a date, which need not be the first. */
  private void useClockOf(Instant answered, Instant began, Instant received)
      throws InterruptedException {
    startIsKnown = true;
    Duration off = Duration.between(received, answered);
    if (off.abs().compareTo(WARN_SKEW) > 0) {
      warn(
          "the source's clock is "
              + (off.isNegative() ? "behind" : "ahead of")
              + " this machine's by "
              + off.abs()
              + ": positions follow the source's clock");
    }
    Duration took = Duration.between(began, received);
    start = took.isNegative() ? answered : answered.minus(took);
  }

  /** From now on rows are mapped so. */
  void mapRowsBy(RowMap map) {
    rowMap = map;
  }

  /** Sends a row as it came, or as the connector maps it. */
  void send(JsonRow row) throws InterruptedException {
    if (rowMap.isUnchanged()) {
      out.upsert(table, row);
    } else {
      rowMap.apply(row).match(new Mapped(facts.table));
    }
  }

  /** Sends what became of a row. */
  private final class Mapped implements MappedRow.Cases<Void, InterruptedException> {
    private final Table of;

    Mapped(Table of) {
      this.of = of;
    }

    @Override
    public Void sent(MappedRow.Sent sent) throws InterruptedException {
      out.upsert(of.name(), sent.row());
      for (MappedRow.Child child : sent.children()) {
        Optional<Table> table = selectedChild(child.table());
        if (table.isPresent()) {
          child.row().match(new Mapped(table.get()));
        }
      }
      return null;
    }

    @Override
    public Void deleted(MappedRow.Deleted deleted) throws InterruptedException {
      out.delete(of.name(), deleted.row().only(of.primaryKey()));
      return null;
    }

    @Override
    public Void dropped(MappedRow.Dropped dropped) {
      return null;
    }

    @Override
    public Void setAside(MappedRow.SetAside setAside) throws InterruptedException {
      Sync.this.setAside(of.name(), setAside.text(), setAside.reason());
      return null;
    }
  }

  private Optional<Table> selectedChild(TableName name) {
    Optional<Table> child =
        facts.children.stream().filter(each -> each.name().equals(name)).findFirst();
    if (child.isEmpty()) {
      throw new IllegalStateException(
          facts.subject()
              + ": its rows have children for table "
              + name
              + ", which rowMap(map, tables...) does not name");
    }
    return child.filter(each -> request.selection().contains(each.name()));
  }

  /** Records that cannot be rows; each is sent once, however often it is read. */
  void setAside(Records records) throws InterruptedException {
    if (records.place() == Records.Place.NOTHING && setAside.add(facts.rowsAt.pointer())) {
      warn("an answer has nothing at \"" + facts.rowsAt + "\", which counts as no rows");
    }
    for (Records.Odd odd : records.odd()) {
      setAside(table, odd.text(), odd.reason());
    }
  }

  private void setAside(TableName of, String text, String reason) throws InterruptedException {
    if (setAside.size() < Tail.REMEMBERED && !setAside.add(text)) {
      return;
    }
    out.setAside(of, text, reason);
  }

  /** Says that a page is done. */
  void pageDone(Answer answer) throws InterruptedException {
    if (answer.skipped().isPresent() && setAside.add(answer.skipped().get())) {
      warn(answer.skipped().get());
    }
    out.accept(new Operation.Progress(table, 1, answer.retries(), answer.waited()));
  }

  /** Counts a row that can never be found again by its cursor. */
  void noteMissingCursor() {
    withoutCursor++;
  }

  void warn(String message) throws InterruptedException {
    out.warning(facts.subject() + ": " + message);
  }

  /** The sync will end incomplete for this reason; the same reason counts once. */
  void incompleteBecause(String reason) {
    String full = facts.subject() + ": " + reason;
    if (!reasons.contains(full)) {
      reasons.add(full);
    }
  }

  /** Claims all rows sent so far. */
  void checkpoint(UnaryOperator<Cursor> change) throws InterruptedException {
    keep(facts.stretch().storeIn(ofTable(), change.apply(stored())));
  }

  private void keep(Cursor changed) throws InterruptedException {
    if (!changed.isEmpty() || state.cursor(table).isPresent()) {
      state = state.with(table, changed);
    }
    out.checkpoint(state);
  }

  /**
   * A stretch with an end was read: if all of it was, nothing of it is kept any more, so that it is
   * read again if it is asked for again.
   */
  SyncResult endOfStretch(SyncResult result) throws InterruptedException {
    Optional<Instant> end = facts.stretch().end();
    if (end.isEmpty()) {
      return result;
    }
    Duration late = facts.visibilityLag.plus(facts.clockSkew);
    if (end.get().isAfter(start.minus(late))) {
      return result.and(
          SyncResult.incomplete(
              facts.subject()
                  + ": rows from before the end, "
                  + end.get()
                  + ", may still show up: sync again after "
                  + end.get().plus(late)
                  + ", or leave out the end to follow the table"));
    }
    if (result.isComplete()) {
      keep(facts.stretch().readIn(ofTable()));
    }
    return result;
  }

  /** How the sync ends. */
  SyncResult result() {
    if (withoutCursor > 0 && facts.nullCursors == NullCursors.INCOMPLETE) {
      incompleteBecause(
          withoutCursor
              + " rows have no "
              + facts.cursor.map(CursorField::field).orElse("cursor")
              + ": they were sent, but their changes cannot be found by it; have the source fill"
              + " it, or declare nullCursors(NullCursors.ACCEPTED)");
    }
    SyncResult result = SyncResult.complete();
    for (String reason : reasons) {
      result = result.and(SyncResult.incomplete(reason));
    }
    return result;
  }

  static Cursor withOptional(Cursor cursor, String field, Optional<String> text) {
    return text.isPresent() ? cursor.with(field, text.get()) : cursor.without(field);
  }
}
