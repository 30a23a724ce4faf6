package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads by a since filter, or by windows of time. */
public final class Timestamp extends CursorWalk<Timestamp> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways implements Cloneable {
    Optional<PageFetch<Optional<String>>> since = Optional.empty();
    Optional<PageFetch<TimeWindow>> between = Optional.empty();
    Optional<String> tokenAt = Optional.empty();
    Optional<PageFetch<String>> next = Optional.empty();
    boolean emptyPageEnds = false;
    boolean dataFeed = false;
    Optional<Instant> start = Optional.empty();
    Optional<Instant> end = Optional.empty();
    Optional<TemporalAmount> step = Optional.empty();
    Optional<Clamping> clamping = Optional.empty();
    boolean compareStrictly = false;
    boolean clientSideFilter = false;

    Ways copy() {
      try {
        return (Ways) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private Timestamp(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static Timestamp of(Table table) {
    return new Timestamp(new Facts(table), new Ways());
  }

  /** How to ask for the rows from {@code since}, in the source's own form; empty for all rows. */
  public Timestamp since(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.since = Optional.of(fetch));
  }

  /**
   * How to ask for the rows of a window; allows windows to be split where the source caps its
   * answers. Needs {@link #start}.
   */
  public Timestamp between(PageFetch<TimeWindow> fetch) {
    return changedWays(w -> w.between = Optional.of(fetch));
  }

  /**
   * How to ask for the next page by the token in the last one.
   *
   * @param tokenAt where a page has the token: a JSON pointer; absent, null or blank on the last
   *     page
   */
  public Timestamp next(String tokenAt, PageFetch<String> fetch) {
    return changedWays(
        w -> {
          w.tokenAt = Optional.of(tokenAt);
          w.next = Optional.of(fetch);
        });
  }

  /** The first instant to read. */
  public Timestamp start(Instant start) {
    return changedWays(w -> w.start = Optional.of(start));
  }

  /** The instant before which to read. Undeclared: now. */
  public Timestamp end(Instant end) {
    return changedWays(w -> w.end = Optional.of(end));
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

  /** A window whose start equals its end is not asked for. */
  public Timestamp compareStrictly() {
    return changedWays(w -> w.compareStrictly = true);
  }

  /** The source ignores its filter: rows before the closed position are not sent again. */
  public Timestamp clientSideFilter() {
    return changedWays(w -> w.clientSideFilter = true);
  }

  /**
   * An empty page is the last one, even if it has a token. Undeclared: only a page without a token
   * is.
   */
  public Timestamp emptyPageEnds() {
    return changedWays(w -> w.emptyPageEnds = true);
  }

  /**
   * The source is a feed: newest first, without a filter. Reading stops at the first page that
   * holds only rows older than the closed position.
   */
  public Timestamp dataFeed() {
    return changedWays(w -> w.dataFeed = true);
  }

  private Timestamp changedWays(Consumer<Ways> change) {
    Ways copy = ways.copy();
    change.accept(copy);
    return new Timestamp(facts, copy);
  }

  @Override
  Timestamp with(Facts changed) {
    return new Timestamp(changed, ways);
  }

  @Override
  void requireWhole() {}

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
