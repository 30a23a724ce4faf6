package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a stretch of the past again at each sync, or everything: for sources that make rows visible
 * late, or whose order nobody vouches for.
 *
 * <p><b>By time</b> ({@link #since}, {@link #buffer}): each sync begins the buffer before the
 * highest time seen. <b>Everything</b> ({@link #everything}): no cursor and no filter.
 *
 * <p><b>Asks of the source.</b> By time: rows become visible within the buffer of their stamp; an
 * answer that may be cut holds the oldest matching rows in ascending order, or is paged by {@link
 * #paging}. Everything: one answer or token pages that do not shift while they are read.
 *
 * <p><b>Captured:</b> inserts and updates; by everything into a table with {@link
 * dev.leat.sdk.schema.Disposition#REPLACE} deletes, too. <b>Not captured:</b> deletes by any other
 * way: to infer them from absence, all keys would have to be kept. Rows that have not changed are
 * sent again, at most those within the buffer; a destination drops them by comparison.
 *
 * <p><b>Kept in the state:</b> by time, the highest time seen, never moved back and never beyond
 * the source's own clock, and the size of the largest answer; by everything, the number of rows of
 * the last complete reading.
 *
 * <p><b>Guards.</b> The buffer is applied when reading, never to what is kept, so an idle source is
 * not read further and further back. A cut answer is followed from its last value, so a limit below
 * the rows of one buffer cannot stop progress; where it cannot be followed the sync ends with an
 * error or incomplete. Tokens and pages that repeat end the sync with an error.
 *
 * <p><b>Ends incomplete</b> if rows have no cursor (unless {@link #nullCursors} accepts them), if
 * an answer may be cut and is not ascending, if one answer of everything reaches the cap, or if
 * everything has shrunk to less than {@link #mayShrinkTo}: a table that is replaced then keeps its
 * old rows.
 */
public final class Replay extends CursorWalk<Replay> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways extends Declared<Ways> {
    Optional<Question<Optional<String>>> since = Optional.empty();
    Optional<Supplier<Ask>> everything = Optional.empty();
    Optional<Duration> buffer = Optional.empty();
    double mayShrinkTo = 0.8;
  }

  private Replay(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static Replay of(Table table) {
    return new Replay(new Facts(table), new Ways());
  }

  /** How to ask for the rows from {@code since}, in the source's own form; empty for all rows. */
  public Replay since(Source source, Function<Optional<String>, Request> request) {
    return changedWays(w -> w.since = Optional.of(Question.of(source, request)));
  }

  /**
   * This request for all rows; with {@code since}, in the source's own form, in this place of it.
   */
  public Replay since(Source source, Request everything, Slot since) {
    return changedWays(w -> w.since = Optional.of(Question.of(source, everything, since)));
  }

  /** The same, for sources that are not asked by requests. */
  public Replay since(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.since = Optional.of(Question.of(fetch)));
  }

  /**
   * How to ask for the whole table, or its first page. No cursor, no buffer: each sync reads
   * everything.
   */
  public Replay everything(Source source, Request request) {
    return changedWays(w -> w.everything = Optional.of(() -> new Ask.OfSource(source, request)));
  }

  /** The same, for sources that are not asked by requests. */
  public Replay everything(PageSource fetch) {
    PageFetch<String> door = nothing -> fetch.fetch();
    return changedWays(w -> w.everything = Optional.of(() -> new Ask.OfDoor<>(door, "")));
  }

  /**
   * How far before the highest time seen each sync begins: the longest that a row can become
   * visible late.
   */
  public Replay buffer(Duration buffer) {
    return changedWays(w -> w.buffer = Optional.of(buffer));
  }

  /**
   * The share of rows that must be left since the last complete reading of everything, from 0 to 1;
   * with fewer the sync ends incomplete. Default 0.8.
   */
  public Replay mayShrinkTo(double share) {
    facts.require(share >= 0 && share <= 1, "mayShrinkTo is " + share + ": give a share, 0 to 1");
    return changedWays(w -> w.mayShrinkTo = share);
  }

  private Replay changedWays(Consumer<Ways> change) {
    return new Replay(facts, ways.changed(change));
  }

  @Override
  Replay with(Facts changed) {
    return new Replay(changed, ways);
  }

  @Override
  void requireWhole() {
    facts.require(
        ways.since.isPresent() != ways.everything.isPresent(),
        "Replay asks either by since(...) or for everything(...): declare one of them");
    if (ways.everything.isPresent()) {
      facts.require(
          facts.cursor.isEmpty() && ways.buffer.isEmpty(),
          "everything(...) needs no cursor and no buffer: remove them");
      facts.require(
          facts.pageCap != Facts.CAP_UNDECLARED || facts.pager.isDeclared(),
          "one answer may be cut: say at how many rows by pageCap(...), or that it is not by"
              + " uncapped(), or page by paging(...)");
      return;
    }
    facts.requireCursor();
    facts.require(
        facts.cursorField().isTime(),
        "Replay by since(...) needs a cursor that is a time: use Keyset for others");
    facts.require(
        ways.buffer.isPresent() && facts.lookback.isZero(),
        "no buffer: add buffer(Duration), the longest that a row becomes visible late, and no"
            + " lookback");
    facts.require(
        facts.order != Facts.Order.NEWEST_FIRST
            || facts.pageCap != Facts.CAP_UNDECLARED
            || facts.pager.isDeclared(),
        "newest first, an answer that is cut loses the oldest rows: add pageCap(...), uncapped() or"
            + " paging(...)");
  }

  @Override
  public void validate() {
    requireWhole();
  }

  @Override
  public void check() throws InterruptedException {
    Ask first =
        ways.everything.isPresent()
            ? ways.everything.get().get()
            : ways.since.orElseThrow().ask(Optional.empty());
    Checks.firstPage(facts, first);
  }

  @Override
  boolean readsEverything() {
    return ways.everything.isPresent();
  }

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    if (ways.everything.isPresent()) {
      return new FullPass(facts, sync, ways).read();
    }
    Reader reader = new Reader(byTime(), sync, Reader.Resend.ALL);
    Question<Optional<String>> since = ways.since.orElseThrow();
    return facts.pager.isDeclared()
        ? new TokenPass(reader, since).read()
        : new ValueWalk(reader, since, false).read();
  }

  /** The buffer takes the place of the lag: it is read again, so nothing need be held back. */
  private Facts byTime() {
    Facts byTime = facts.copy();
    byTime.lookback = ways.buffer.orElseThrow();
    byTime.visibilityLag = Duration.ZERO;
    byTime.clockSkew = Duration.ZERO;
    return byTime;
  }
}
