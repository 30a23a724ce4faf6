package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a stretch of the past, or everything, again. */
public final class Replay extends CursorWalk<Replay> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways implements Cloneable {
    Optional<PageFetch<Optional<String>>> since = Optional.empty();
    Optional<PageSource> everything = Optional.empty();
    Optional<String> tokenAt = Optional.empty();
    Optional<PageFetch<String>> next = Optional.empty();
    boolean emptyPageEnds = false;
    Optional<Duration> buffer = Optional.empty();
    double mayShrinkTo = 0.8;

    Ways copy() {
      try {
        return (Ways) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
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
  public Replay since(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.since = Optional.of(fetch));
  }

  /**
   * How to ask for the whole table, or its first page. No cursor, no buffer: each sync reads
   * everything.
   */
  public Replay everything(PageSource fetch) {
    return changedWays(w -> w.everything = Optional.of(fetch));
  }

  /**
   * How to ask for the next page by the token in the last one.
   *
   * @param tokenAt where a page has the token: a JSON pointer; absent, null or blank on the last
   *     page
   */
  public Replay next(String tokenAt, PageFetch<String> fetch) {
    return changedWays(
        w -> {
          w.tokenAt = Optional.of(tokenAt);
          w.next = Optional.of(fetch);
        });
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
    return changedWays(w -> w.mayShrinkTo = share);
  }

  /**
   * An empty page is the last one, even if it has a token. Undeclared: only a page without a token
   * is.
   */
  public Replay emptyPageEnds() {
    return changedWays(w -> w.emptyPageEnds = true);
  }

  private Replay changedWays(Consumer<Ways> change) {
    Ways copy = ways.copy();
    change.accept(copy);
    return new Replay(facts, copy);
  }

  @Override
  Replay with(Facts changed) {
    return new Replay(changed, ways);
  }

  @Override
  void requireWhole() {}

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
