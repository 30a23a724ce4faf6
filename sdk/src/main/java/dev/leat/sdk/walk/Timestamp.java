package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads what changed since a time: by a {@code since} filter ({@link #since}), whose answers may be
 * cut or paged ({@link #paging}), or window by window ({@link #between}).
 *
 * <p><b>Asks of the source.</b> A cursor that grows with each change of a row; rows that become
 * visible within {@link #visibilityLag} of their stamp; with {@code since} alone, answers that hold
 * the oldest matching rows in ascending order, or that are never cut. Undeclared, an answer of
 * fewer than 10 rows is taken for uncut. With {@code between}, its limit said aloud ({@link
 * #pageCap} or {@link #uncapped}) or tokens.
 *
 * <p><b>Captured:</b> inserts and updates. <b>Not captured:</b> deletes, and changes that do not
 * move the cursor.
 *
 * <p><b>Kept in the state:</b> the last closed cursor in the source's own text, digests of at most
 * 64 rows that the next sync will be given again, and the size of the largest answer if no cap was
 * declared; with {@code between}, the set of closed intervals (at most 100).
 *
 * <p><b>Guards.</b> Each question begins at the last value, not after it, one granule earlier
 * unless {@link #inclusive} was declared, so rows that share a stamp are never split. A full answer
 * of rows that are all known ends the sync with an error instead of repeating forever or dropping
 * the rest. A window whose answer reaches the cap is halved, down to one granule. Windows tile
 * without gaps, are never empty, and are asked for wide enough for inclusive and exclusive ends.
 * Rows younger than the visibility lag are sent but not claimed. A window that fails stays a hole
 * and is tried again.
 *
 * <p><b>Ends incomplete</b> if a window failed, if an answer may be cut and is not ascending, if
 * rows have no cursor (unless {@link #nullCursors} accepts them), or if rows were out of the
 * declared order.
 */
public final class Timestamp extends CursorWalk<Timestamp> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways extends Declared<Ways> {
    Optional<Question<Optional<String>>> since = Optional.empty();
    Optional<Question<TimeWindow>> between = Optional.empty();
    boolean dataFeed;
    Optional<TemporalAmount> step = Optional.empty();
    Optional<Clamping> clamping = Optional.empty();
    DayOfWeek weekStart = DayOfWeek.MONDAY;
    boolean clientSideFilter;
    Optional<Function<TimeWindow, RowMap>> rowMaps = Optional.empty();
  }

  private Timestamp(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static Timestamp of(Table table) {
    return new Timestamp(new Facts(table), new Ways());
  }

  /**
   * The state of a table of which these stretches were read window by window: for a walk that takes
   * over from another program.
   *
   * @param stretches each from its first instant to the one after its last
   */
  public static Cursor windowsRead(Map<Instant, Instant> stretches) {
    Intervals closed = Intervals.of(List.of());
    for (Map.Entry<Instant, Instant> each : stretches.entrySet()) {
      closed = closed.with(each.getKey(), each.getValue());
    }
    return Cursor.empty().with(Windows.CLOSED, closed.stored());
  }

  /** How to ask for the rows from {@code since}, in the source's own form; empty for all rows. */
  public Timestamp since(Source source, Function<Optional<String>, Request> request) {
    return changedWays(w -> w.since = Optional.of(Question.of(source, request)));
  }

  /**
   * This request for all rows; with {@code since}, in the source's own form, in this place of it.
   */
  public Timestamp since(Source source, Request everything, Slot since) {
    return changedWays(w -> w.since = Optional.of(Question.of(source, everything, since)));
  }

  /** The same, for sources that are not asked by requests. */
  public Timestamp since(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.since = Optional.of(Question.of(fetch)));
  }

  /**
   * How to ask for the rows of a window; allows windows to be split where the source caps its
   * answers. Needs {@link #start}.
   */
  public Timestamp between(Source source, Function<TimeWindow, Request> request) {
    return inWindows(Question.of(source, request));
  }

  /** The same, for sources that are not asked by requests. */
  public Timestamp between(PageFetch<TimeWindow> fetch) {
    return inWindows(Question.of(fetch));
  }

  private Timestamp inWindows(Question<TimeWindow> between) {
    return changedWays(w -> w.between = Optional.of(between)).changed(f -> f.inWindows = true);
  }

  /**
   * The first instant to read. Needed by {@link #between}; with {@link #since}, each sync that has
   * no position yet begins there, and rows from before are not sent. Undeclared: with the first
   * row.
   */
  public Timestamp start(Instant start) {
    return changed(f -> f.start = Optional.of(start));
  }

  /**
   * The instant before which to read. Undeclared: now.
   *
   * <p>With {@link #since}, a sync with an end is a <b>backfill</b>: it reads what lies between
   * start and end, whatever was read before, and leaves the table's position as it is. One that was
   * interrupted is resumed, if the next sync has the same start and end. If rows {@link #ascending
   * ascend}, reading stops at the end; else all pages are read. It ends incomplete while rows from
   * before the end may still show up: until the {@link #visibilityLag} has passed.
   */
  public Timestamp end(Instant end) {
    return changed(f -> f.end = Optional.of(end));
  }

  /**
   * How long a window is: a {@link Duration} or a {@link Period}, for example {@code P10D}.
   * Undeclared: one window.
   */
  public Timestamp step(TemporalAmount step) {
    return changedWays(w -> w.step = Optional.of(step));
  }

  /** Windows begin and end at such borders. */
  public Timestamp clamping(Clamping borders) {
    return changedWays(w -> w.clamping = Optional.of(borders));
  }

  /** Windows begin and end as weeks do that begin on this day. */
  public Timestamp clampingWeeksFrom(DayOfWeek first) {
    return clamping(Clamping.WEEK).changedWays(w -> w.weekStart = first);
  }

  /**
   * What becomes of the rows of a window, in place of {@link #rowMap}: for maps that say in which
   * window a row was read.
   *
   * @param maps by the window as it was asked for
   */
  public Timestamp rowMapByWindow(Function<TimeWindow, RowMap> maps) {
    return changedWays(w -> w.rowMaps = Optional.of(maps));
  }

  /** The source ignores its filter: rows before the closed position are not sent again. */
  public Timestamp clientSideFilter() {
    return changedWays(w -> w.clientSideFilter = true);
  }

  /**
   * The source is a feed: newest first, without a filter. Reading stops at the first page that
   * holds only rows older than the closed position.
   */
  public Timestamp dataFeed() {
    return newestFirst().changedWays(w -> w.dataFeed = true);
  }

  private Timestamp changedWays(Consumer<Ways> change) {
    return new Timestamp(facts, ways.changed(change));
  }

  @Override
  Timestamp with(Facts changed) {
    return new Timestamp(changed, ways);
  }

  @Override
  void requireWhole() {
    facts.requireCursor();
    facts.requireStretch();
    facts.require(
        ways.since.isPresent() != ways.between.isPresent(),
        "Timestamp asks either by since(...) or by between(...): declare one of them");
    if (ways.between.isPresent()) {
      requireWindows();
    } else {
      requireFilter();
    }
  }

  private void requireWindows() {
    facts.require(
        facts.cursorField().isTime(),
        "between(...) needs a cursor that is a time: use CursorField.instant or date");
    facts.require(
        facts.start.isPresent(), "between(...) needs its first instant: add start(Instant)");
    facts.require(
        facts.pageCap != Facts.CAP_UNDECLARED || facts.pager.isDeclared(),
        "a window's answer may be cut: say at how many rows by pageCap(...), or that it is not by"
            + " uncapped(), or page by paging(...)");
    facts.require(
        !ways.dataFeed && !ways.clientSideFilter,
        "dataFeed() and clientSideFilter() are for since(...): remove them");
  }

  private void requireFilter() {
    facts.requireReadableAgain();
    facts.require(
        ways.step.isEmpty() && ways.clamping.isEmpty() && ways.rowMaps.isEmpty(),
        "step, clamping and rowMapByWindow are for windows: use between(...)");
    facts.require(
        facts.cursorField().type() != CursorField.Type.OPAQUE || facts.pager.isDeclared(),
        "an opaque cursor cannot be compared: add paging(...), or use Keyset");
    facts.require(
        !ways.clientSideFilter || facts.cursorField().type() != CursorField.Type.OPAQUE,
        "clientSideFilter() cannot compare an opaque cursor: remove it");
    boolean everythingComes = facts.pager.isDeclared() || facts.pageCap == Facts.UNCAPPED;
    facts.require(
        (!ways.dataFeed && !ways.clientSideFilter) || everythingComes,
        "a source without a filter must give everything: add paging(...) or uncapped()");
    facts.require(
        facts.order != Facts.Order.NEWEST_FIRST
            || facts.pageCap != Facts.CAP_UNDECLARED
            || facts.pager.isDeclared(),
        "newest first, an answer that is cut loses the oldest rows: add pageCap(...), uncapped(),"
            + " paging(...) or between(...)");
  }

  @Override
  public void validate() {
    requireWhole();
  }

  @Override
  public void check() throws InterruptedException {
    Ask first =
        ways.between.isPresent()
            ? ways.between.get().ask(firstWindow())
            : ways.since.orElseThrow().ask(Since.ofTheFirstSync(facts));
    Checks.firstPage(facts, first);
  }

  /** As short as a window can be: enough to see whether the source answers. */
  private TimeWindow firstWindow() {
    Duration granule = Windows.granule(facts);
    Instant start = Since.floor(facts.start.orElseThrow(), granule);
    CursorField field = facts.cursorField();
    return new TimeWindow(field.at(start).text(), field.atOrAfter(start.plus(granule)).text());
  }

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    Reader reader = new Reader(facts, sync, Reader.Resend.ONLY_CHANGED);
    if (ways.between.isPresent()) {
      return new Windows(reader, ways).read();
    }
    if (ways.clientSideFilter) {
      reader.dropBefore(reader.since.starting(reader.position.closed()));
    }
    Question<Optional<String>> since = ways.since.orElseThrow();
    return facts.pager.isDeclared()
        ? new TokenPass(reader, since).asFeed(ways.dataFeed).read()
        : new ValueWalk(reader, since, false).read();
  }
}
