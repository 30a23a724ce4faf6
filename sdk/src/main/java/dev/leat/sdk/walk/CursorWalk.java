package dev.leat.sdk.walk;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the strategies over a cursor have in common: the facts that a connector declares of its
 * source. Each fact left open has the safe value. Immutable: each method gives a changed copy.
 *
 * @param <S> the strategy itself
 */
public abstract sealed class CursorWalk<S extends CursorWalk<S>> implements Walk
    permits Keyset, Offset, Timestamp, Replay, Exported {

  final Facts facts;

  CursorWalk(Facts facts) {
    this.facts = facts;
  }

  abstract S with(Facts changed);

  /**
   * @throws IllegalArgumentException if what was declared cannot work; the message names the fix
   */
  abstract void requireWhole();

  /** Whether each sync reads all there is, so that what it keeps in the state is no position. */
  boolean readsEverything() {
    return false;
  }

  abstract SyncResult read(Sync sync) throws InterruptedException;

  final S changed(Consumer<Facts> change) {
    return with(facts.changed(change));
  }

  /**
   * Rows that are still too young to be claimed are sent again by the next sync, changed or not:
   * for those who look, with each row, at something that may become visible as late as it.
   */
  final S resendingYoung() {
    return changed(f -> f.resendsYoung = true);
  }

  /**
   * The state of a table of which everything before a value was read: for a walk that is not to
   * begin at the beginning, or that takes over from another program. Not for windows.
   */
  public static Cursor readUpTo(CursorValue value) {
    return Cursor.of(Position.CURSOR, value.text());
  }

  /** The table that is read. */
  public final Table table() {
    return facts.table;
  }

  @Override
  public final List<Table> tables() {
    return facts.tables();
  }

  /** By which field rows are known to be new. */
  public final S cursor(CursorField cursor) {
    return changed(f -> f.cursor = Optional.of(cursor));
  }

  /** Where in a page the rows stand: a JSON pointer, {@code /data}. Default: the whole page. */
  public final S rowsAt(String pointer) {
    facts.require(
        pointer.isEmpty() || pointer.startsWith("/"),
        "rowsAt(\"" + pointer + "\") is not a JSON pointer: begin it with a slash");
    return rowsAt(RowsAt.of(pointer));
  }

  /** Where in a page the rows stand. */
  public final S rowsAt(RowsAt place) {
    return changed(f -> f.rowsAt = place);
  }

  /**
   * What becomes of a row on its way: after the walk has looked at it as the source gave it, before
   * it is sent. Cursor, key and order are those of the source's row: a key that the source names
   * otherwise tells rows apart all the same, by the whole row.
   *
   * @param children the tables of the rows that the map takes out of others; those that are not
   *     selected are left out
   */
  public final S rowMap(RowMap map, Table... children) {
    List<Table> tables = List.of(children);
    return changed(
        f -> {
          f.rowMap = map;
          f.children = tables;
        });
  }

  /**
   * Rows come oldest first by the cursor, through all pages of a pass. Allows checkpoints within a
   * pass. If the source breaks it, checkpoints within the pass stop and the sync ends incomplete.
   * Undeclared: a pass is checkpointed at its end only.
   */
  public final S ascending() {
    return changed(f -> f.order = Facts.Order.ASCENDING);
  }

  /** Rows come newest first by the cursor. A pass is checkpointed at its end only. */
  public final S newestFirst() {
    return changed(f -> f.order = Facts.Order.NEWEST_FIRST);
  }

  /**
   * The source gives rows whose cursor equals {@code since}. Undeclared: it is asked from one
   * granule earlier, which is right for both kinds.
   */
  public final S inclusive() {
    return changed(f -> f.bound = Facts.Bound.INCLUSIVE);
  }

  /**
   * The source gives only rows after {@code since}: it is asked from one granule earlier, so that
   * rows that share a stamp are never split.
   */
  public final S exclusive() {
    return changed(f -> f.bound = Facts.Bound.EXCLUSIVE);
  }

  /**
   * The unit in which the source compares: {@code since} is rounded down to it. Undeclared: one
   * unit of the last digit that the source writes, a millisecond in {@code 12:00:00.250}. Declare
   * it where the filter is coarser than the stamps.
   */
  public final S granularity(Duration granularity) {
    facts.require(
        !granularity.isNegative() && !granularity.isZero(),
        "granularity is " + granularity + ": give the unit of the source's filter, e.g. PT1S");
    return changed(f -> f.granularity = Optional.of(granularity));
  }

  /**
   * How long after its stamp a row may become visible (late commits, replicas). Rows younger than
   * this are sent but not claimed: they are read again. Default five minutes. Only for cursors that
   * are times.
   */
  public final S visibilityLag(Duration lag) {
    facts.require(!lag.isNegative(), "visibilityLag is " + lag + ": give zero or more");
    return changed(f -> f.visibilityLag = lag);
  }

  /** How far the clocks of the source may differ from each other. Default one minute. */
  public final S clockSkew(Duration skew) {
    facts.require(!skew.isNegative(), "clockSkew is " + skew + ": give zero or more");
    return changed(f -> f.clockSkew = skew);
  }

  /**
   * How far before the last position each sync begins. Default none. For cursors that are times.
   */
  public final S lookback(Duration lookback) {
    facts.require(!lookback.isNegative(), "lookback is " + lookback + ": give zero or more");
    return changed(f -> f.lookback = lookback);
  }

  /** The most rows that the source ever gives in one answer. */
  public final S pageCap(int rows) {
    facts.require(rows > 0, "pageCap is " + rows + ": give the source's limit, or uncapped()");
    return changed(f -> f.pageCap = rows);
  }

  /** The source gives every row that matches in one answer, however many. */
  public final S uncapped() {
    return changed(f -> f.pageCap = Facts.UNCAPPED);
  }

  /** How many pages one sync may read before it is taken for endless. Default one million. */
  public final S maxPages(long pages) {
    facts.require(pages > 0, "maxPages is " + pages + ": give one or more");
    return changed(f -> f.maxPages = pages);
  }

  /** How the further pages of an answer are reached. Questions are asked by (source, request). */
  public final S paging(Paging paging) {
    return changed(f -> f.pager = new Pager.OfPaging(paging));
  }

  /**
   * How to ask for the next page by the token in the last one: for sources that are not asked by
   * requests.
   *
   * @param tokenAt where a page has the token: a JSON pointer; absent, null or blank on the last
   *     page
   */
  public final S next(String tokenAt, PageFetch<String> fetch) {
    return changed(f -> f.pager = new Pager.OfDoor(tokenAt, fetch, false));
  }

  /**
   * An empty page is the last one, even if it has a token. Declared after {@link #next}.
   * Undeclared: only a page without a token is.
   */
  public final S emptyPageEnds() {
    return changed(f -> f.pager = f.pager.endingWhenEmpty());
  }

  /**
   * The tokens of {@link #next} stand for places between rows, though they look like counts: for
   * ids that grow by one, for example.
   */
  public final S places() {
    return changed(f -> f.placesAreNamed = true);
  }

  /** What rows without a cursor mean. Default {@link NullCursors#INCOMPLETE}. */
  public final S nullCursors(NullCursors meaning) {
    return changed(f -> f.nullCursors = meaning);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the strategy lacks a part or its parts exclude each other
   */
  @Override
  public final SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    requireWhole();
    return new Family(facts.tables()).sync(request, out, this::readSelected);
  }

  private SyncResult readSelected(SyncRequest request, OperationSink out)
      throws InterruptedException {
    SyncRequest from = readsEverything() ? request : Sync.fromStartIfReplaced(facts.table, request);
    try (Sync sync = new Sync(facts, from, out)) {
      return sync.endOfStretch(read(sync));
    }
  }
}
