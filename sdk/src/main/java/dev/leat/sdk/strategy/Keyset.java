package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads pages by a scroll token, or seeks after (cursor, key). */
public final class Keyset extends CursorWalk<Keyset> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways implements Cloneable {
    Optional<PageFetch<Optional<String>>> first = Optional.empty();
    Optional<String> tokenAt = Optional.empty();
    Optional<PageFetch<String>> next = Optional.empty();
    boolean emptyPageEnds = false;
    boolean dataFeed = false;
    Optional<PageFetch<Optional<KeysetPosition>>> after = Optional.empty();
    Optional<List<String>> tieBreaker = Optional.empty();
    Optional<Duration> tokenLife = Optional.empty();

    Ways copy() {
      try {
        return (Ways) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private Keyset(Facts facts, Ways ways) {
    super(facts);
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static Keyset of(Table table) {
    return new Keyset(new Facts(table), new Ways());
  }

  /** How to ask for the first page: rows from {@code since}, in the source's own form, or all. */
  public Keyset first(PageFetch<Optional<String>> fetch) {
    return changedWays(w -> w.first = Optional.of(fetch));
  }

  /**
   * How to ask for the next page by the token in the last one.
   *
   * @param tokenAt where a page has the token: a JSON pointer; absent, null or blank on the last
   *     page
   */
  public Keyset next(String tokenAt, PageFetch<String> fetch) {
    return changedWays(
        w -> {
          w.tokenAt = Optional.of(tokenAt);
          w.next = Optional.of(fetch);
        });
  }

  /**
   * How to ask for the rows after a position: greater cursor, or the same and a greater key; empty
   * for all rows.
   */
  public Keyset after(PageFetch<Optional<KeysetPosition>> fetch) {
    return changedWays(w -> w.after = Optional.of(fetch));
  }

  /** The fields that order rows of one cursor. Default: the table's primary key. */
  public Keyset tieBreaker(String... fields) {
    return changedWays(w -> w.tieBreaker = Optional.of(List.of(fields)));
  }

  /**
   * How long the source honours a token: within it, an interrupted pass goes on by its token.
   * Undeclared: tokens are not kept.
   */
  public Keyset tokenLife(Duration life) {
    return changedWays(w -> w.tokenLife = Optional.of(life));
  }

  /**
   * An empty page is the last one, even if it has a token. Undeclared: only a page without a token
   * is.
   */
  public Keyset emptyPageEnds() {
    return changedWays(w -> w.emptyPageEnds = true);
  }

  /**
   * The source is a feed: newest first, without a filter. Reading stops at the first page that
   * holds only rows older than the closed position.
   */
  public Keyset dataFeed() {
    return changedWays(w -> w.dataFeed = true);
  }

  private Keyset changedWays(Consumer<Ways> change) {
    Ways copy = ways.copy();
    change.accept(copy);
    return new Keyset(facts, copy);
  }

  @Override
  Keyset with(Facts changed) {
    return new Keyset(changed, ways);
  }

  @Override
  void requireWhole() {}

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
