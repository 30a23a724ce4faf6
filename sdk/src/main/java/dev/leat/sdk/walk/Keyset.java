package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the rows after a position: by a first question and the source's own next-page tokens
 * ({@link #first}, {@link #paging}), or by asking for the rows after a cursor and a key ({@link
 * #after}).
 *
 * <p><b>Asks of the source.</b> A cursor that grows with each change of a row (or an immutable,
 * growing id), and rows that become visible within {@link #visibilityLag} of their stamp. Tokens
 * must stand for a position, not for a row count. With {@code after}, an order that is total: the
 * cursor, then the tie breaker.
 *
 * <p><b>Captured:</b> inserts and updates; with an immutable id as cursor, inserts only. <b>Not
 * captured:</b> deletes, and changes that do not move the cursor.
 *
 * <p><b>Kept in the state:</b> the last closed cursor in the source's own text; digests of at most
 * 64 rows that the next sync will be given again, so that it does not send them twice; with {@code
 * after}, the key; with {@link #tokenLife}, the token of an interrupted pass.
 *
 * <p><b>Guards.</b> Each sync asks for the rows <em>at</em> the closed position again, so rows that
 * share a stamp are never split by a page end or a crash. Rows younger than the visibility lag are
 * sent but not claimed. Within a pass positions are claimed only if {@link #ascending} was declared
 * and is kept. A token or a page that comes a second time ends the sync with a {@link
 * dev.leat.sdk.error.SourceDataException}; an expired token starts the pass again from the closed
 * position, three times at most without progress. A row without a cursor is sent and never becomes
 * a position.
 *
 * <p><b>Ends incomplete</b> if rows have no cursor (unless {@link #nullCursors} accepts them), or
 * if rows were out of the declared order.
 */
public final class Keyset extends CursorWalk<Keyset> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways extends Declared<Ways> {
    Optional<Question<Optional<String>>> first = Optional.empty();
    Optional<Question<Optional<KeysetPosition>>> after = Optional.empty();
    List<String> tieBreaker;
    Optional<Duration> tokenLife = Optional.empty();
    boolean dataFeed;

    Ways(List<String> tieBreaker) {
      this.tieBreaker = tieBreaker;
    }
  }

  private Keyset(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table; ties are broken by its primary key. */
  public static Keyset of(Table table) {
    return new Keyset(new Facts(table), new Ways(table.primaryKey()));
  }

  /**
   * How to ask for the first page of a pass: rows from {@code since}, in the source's own form;
   * empty for all rows.
   */
  public Keyset first(Source source, Function<Optional<String>, Request> request) {
    return changedWays(w -> w.first = Optional.of(Question.of(source, request)));
  }

  /**
   * The first page of a pass: this request for all rows; with {@code since}, in the source's own
   * form, in this place of it.
   */
  public Keyset first(Source source, Request everything, Slot since) {
    return changedWays(w -> w.first = Optional.of(Question.of(source, everything, since)));
  }

  /** The same, for sources that are not asked by requests. */
  public Keyset first(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.first = Optional.of(Question.of(fetch)));
  }

  /**
   * How to ask for the rows after a position, in ascending order: a greater cursor, or the same and
   * a greater tie breaker; empty for the first rows.
   */
  public Keyset after(Source source, Function<Optional<KeysetPosition>, Request> request) {
    return changedWays(w -> w.after = Optional.of(Question.of(source, request)));
  }

  /** The same, for sources that are not asked by requests. */
  public Keyset after(PageFetch<Optional<KeysetPosition>> fetch) {
    return changedWays(w -> w.after = Optional.of(Question.of(fetch)));
  }

  /** The fields that order rows of one cursor. Default: the table's primary key. */
  public Keyset tieBreaker(String... fields) {
    return changedWays(w -> w.tieBreaker = List.of(fields));
  }

  /**
   * How long the source honours a token: within it, an interrupted pass goes on by its token, and
   * another pass brings what changed since it began. Undeclared: tokens are not kept from one sync
   * to the next.
   */
  public Keyset tokenLife(Duration life) {
    return changedWays(w -> w.tokenLife = Optional.of(life));
  }

  /**
   * The first instant to read, with {@link #first}: a sync that has no position yet begins there,
   * and rows from before are not sent. Undeclared: with the first row.
   */
  public Keyset start(Instant start) {
    return changed(f -> f.start = Optional.of(start));
  }

  /**
   * The instant before which to read, with {@link #first}: a backfill, as {@link Timestamp#end}
   * says it. Undeclared: all there is.
   */
  public Keyset end(Instant end) {
    return changed(f -> f.end = Optional.of(end));
  }

  /**
   * The source is a feed: newest first, without a filter. Reading stops after the first page that
   * holds only rows older than the closed position.
   */
  public Keyset dataFeed() {
    return newestFirst().changedWays(w -> w.dataFeed = true);
  }

  private Keyset changedWays(Consumer<Ways> change) {
    return new Keyset(facts, ways.changed(change));
  }

  @Override
  Keyset with(Facts changed) {
    return new Keyset(changed, ways);
  }

  @Override
  void requireWhole() {
    facts.requireCursor();
    facts.requireStretch();
    facts.require(
        ways.first.isPresent() != ways.after.isPresent(),
        "Keyset pages either by first(...) and paging(...), or by after(...): declare one of them");
    if (ways.after.isPresent()) {
      facts.require(
          !facts.pager.isDeclared() && ways.tokenLife.isEmpty() && !ways.dataFeed,
          "after(...) pages by itself: remove paging(...), next(...), tokenLife(...)"
              + " and dataFeed()");
      facts.require(
          facts.start.isEmpty() && facts.end.isEmpty(),
          "after(...) begins at a position: start and end are for first(...)");
      facts.require(
          facts.order != Facts.Order.NEWEST_FIRST && facts.lookback.isZero(),
          "after(...) reads ascending from an exact position: remove newestFirst() and lookback");
    } else {
      facts.requireReadableAgain();
      facts.require(
          facts.pager.isDeclared(),
          "first(...) alone reads one page: add paging(...), or use Timestamp");
      facts.require(
          !ways.dataFeed || facts.order == Facts.Order.NEWEST_FIRST,
          "dataFeed() is newest first: remove ascending()");
    }
  }

  @Override
  public void validate() {
    requireWhole();
  }

  @Override
  public void check() throws InterruptedException {
    Ask first =
        ways.after.isPresent()
            ? ways.after.get().ask(Optional.empty())
            : ways.first.orElseThrow().ask(Since.ofTheFirstSync(facts));
    Checks.firstPage(facts, first);
  }

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    if (ways.after.isPresent()) {
      return new Seek(facts, sync, ways).read();
    }
    Reader reader = new Reader(facts, sync, Reader.Resend.ONLY_CHANGED);
    return new TokenPass(reader, ways.first.orElseThrow())
        .keepingTokensFor(ways.tokenLife)
        .asFeed(ways.dataFeed)
        .read();
  }
}
