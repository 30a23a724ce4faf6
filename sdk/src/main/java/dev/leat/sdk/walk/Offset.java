package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a list by offset and limit, or by page number.
 *
 * <p><b>Asks of the source.</b> With {@link #ascending}: the list is ordered by the cursor, then by
 * something unique, and a changed row moves to its end. With {@link #stableOrder}: some other total
 * order in which no row moves. With neither, nothing: the list is read until two passes in a row
 * give the same keys. With a cursor, rows that become visible within {@link #visibilityLag} of
 * their stamp; without one, each sync reads the whole list.
 *
 * <p><b>Captured:</b> inserts and updates. <b>Not captured:</b> deletes, and with a cursor changes
 * that do not move it.
 *
 * <p><b>Kept in the state:</b> the last closed cursor in the source's own text and digests of at
 * most 64 rows that the next sync will be given again; whether the source leaves rows out after it
 * has counted them; never an offset, except for {@link #appendOnlyAscending}, with digests of the
 * last rows as proof of the place.
 *
 * <p><b>Guards.</b> All pages of a pass are asked for with the {@code since} of its start. Offsets
 * are counted here: a total, an offset or a limit in the answer is not looked at. Each page
 * overlaps the one before and must hold a row that was read or one from before it; if rows were
 * deleted between, reading steps back, twice as far each time, until it does. A short page is not
 * the end: the end is where nothing follows the last row read, and at the first end it is looked 1,
 * 2, 4, 8 and 16 pages further, for sources that leave rows out after they have counted them. A
 * source that ignores the offset ends the sync with a {@link
 * dev.leat.sdk.error.SourceDataException}.
 *
 * <p><b>Ends incomplete</b> if no two passes over an unstable order agree, if an append-only list
 * has shrunk, if rows have no cursor (unless {@link #nullCursors} accepts them), or if rows were
 * out of the declared order.
 */
public final class Offset extends CursorWalk<Offset> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways extends Declared<Ways> {
    Optional<Question<OffsetAsk>> page = Optional.empty();
    int pageSize;
    int overlap = 1;
    boolean wholePages;
    boolean stable;
    boolean appendOnly;
    int passes = 5;
  }

  private Offset(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static Offset of(Table table) {
    return new Offset(new Facts(table), new Ways());
  }

  /** How to ask for one page. */
  public Offset page(Source source, Function<OffsetAsk, Request> request) {
    return changedWays(w -> w.page = Optional.of(Question.of(source, request)));
  }

  /**
   * This request for all rows; where to begin, how many rows and, if only newer ones are wanted,
   * the {@code since} of a page go into these places of it.
   */
  public Offset page(Source source, Request everything, Slot since, Slot offset, Slot limit) {
    return page(
        source,
        ask -> {
          Request page = offset.put(everything, ask.offset());
          Request sized = limit.put(page, ask.limit());
          return ask.since().map(time -> since.put(sized, time)).orElse(sized);
        });
  }

  /** The same, for sources that are not asked by requests. */
  public Offset page(PageFetch<OffsetAsk> fetch) {
    return changedWays(w -> w.page = Optional.of(Question.of(fetch)));
  }

  /** Rows to ask for at a time, at least 2. */
  public Offset pageSize(int rows) {
    return changedWays(w -> w.pageSize = rows);
  }

  /**
   * How many rows of a page are asked for again with the next, as proof that none was lost between.
   * Default 1.
   */
  public Offset overlap(int rows) {
    return changedWays(w -> w.overlap = rows);
  }

  /**
   * The source takes page numbers ({@link OffsetAsk#pageIndex}), so pages cannot overlap. With
   * {@link #ascending} each question begins at the last row that was read, and further pages are
   * asked for only within rows that share a value; else the list is read until two passes agree.
   */
  public Offset wholePages() {
    return changedWays(w -> w.wholePages = true);
  }

  /**
   * The order is total and no row changes its place in it while a pass lasts, though it is not the
   * order of the cursor.
   */
  public Offset stableOrder() {
    return changedWays(w -> w.stable = true);
  }

  /**
   * The order may change during a pass, which is also assumed if no order is declared: the list is
   * read until two passes in a row give the same keys.
   */
  public Offset unstableOrder() {
    return changedWays(w -> w.stable = false);
  }

  /** How many passes over an unstable order are made before the sync ends incomplete. Default 5. */
  public Offset passes(int most) {
    return changedWays(w -> w.passes = most);
  }

  /** Rows are only ever added, at the end: the next sync goes on at the row count. */
  public Offset appendOnlyAscending() {
    return changedWays(w -> w.appendOnly = true);
  }

  private Offset changedWays(Consumer<Ways> change) {
    return new Offset(facts, ways.changed(change));
  }

  @Override
  Offset with(Facts changed) {
    return new Offset(changed, ways);
  }

  @Override
  void requireWhole() {
    facts.require(ways.page.isPresent(), "no question: add page(ask -> ...)");
    facts.require(!facts.pager.isDeclared(), "Offset pages by itself: remove paging(...)");
    facts.require(
        ways.pageSize >= 2,
        "pageSize is " + ways.pageSize + ": give 2 or more, pages must overlap");
    facts.require(
        ways.overlap >= 1 && ways.overlap < ways.pageSize,
        "overlap is " + ways.overlap + ": give 1 or more, and less than the page size");
    facts.require(
        ways.passes >= 2, "passes is " + ways.passes + ": two must agree, give 2 or more");
    facts.require(
        facts.order != Facts.Order.NEWEST_FIRST || !ways.stable,
        "newest first, new rows shift the list: remove stableOrder()");
    if (ways.appendOnly) {
      facts.require(
          facts.cursor.isEmpty() && !ways.wholePages,
          "appendOnlyAscending() goes on by row count: remove the cursor and wholePages()");
    } else if (facts.cursor.isPresent()) {
      facts.requireCursor();
      facts.requireReadableAgain();
    } else {
      facts.require(
          facts.order == Facts.Order.UNDECLARED,
          "the order is that of a cursor: add cursor(...), or declare stableOrder()");
    }
  }

  @Override
  public void validate() {
    requireWhole();
  }

  @Override
  public void check() throws InterruptedException {
    Checks.firstPage(facts, pageOf(Optional.empty()));
  }

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    Facts paged = facts.copy();
    paged.pager = pager();
    Reader reader = new Reader(paged, sync, Reader.Resend.ONLY_CHANGED);
    boolean ascends = facts.order == Facts.Order.ASCENDING;
    if (ways.wholePages && ascends) {
      return new TokenPass(reader, this::pageOf).read();
    }
    if (!ways.wholePages && (ways.stable || ways.appendOnly || ascends)) {
      readInOrder(reader, sync);
    } else if (new RepeatedPasses(reader, () -> firstPage(reader), pager())
        .atMost(ways.passes)
        .read()) {
      reader.close();
    } else {
      sync.checkpoint(reader::store);
    }
    return sync.result();
  }

  private void readInOrder(Reader reader, Sync sync) throws InterruptedException {
    OffsetPass pass = new OffsetPass(ways, reader);
    boolean whole = pass.read();
    reader.reportDisorder();
    if (whole) {
      reader.position.close();
      reader.passIsThrough();
    } else {
      sync.incompleteBecause(
          "rows changed their places whenever two pages were read one after the other: have the"
              + " source order by the cursor and a key, or declare unstableOrder()");
    }
    sync.checkpoint(cursor -> pass.store(reader.store(cursor)));
  }

  private Ask firstPage(Reader reader) {
    return pageOf(reader.since.starting(reader.position.closed()).map(CursorValue::text));
  }

  private Ask pageOf(Optional<String> since) {
    return new Ask.OfOffset(ways.page.orElseThrow(), new OffsetAsk(since, 0, ways.pageSize));
  }

  private Pager pager() {
    return new OffsetPager(ways.pageSize, ways.wholePages);
  }
}
