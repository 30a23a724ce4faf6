package dev.leat.sdk.strategy;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a list by offset and limit. */
public final class Offset extends CursorWalk<Offset> {

  private final Ways ways;

  /** How to ask; copied before it is changed. */
  static final class Ways implements Cloneable {
    Optional<PageFetch<OffsetAsk>> page = Optional.empty();
    int pageSize = 0;
    int overlap = 1;
    boolean wholePages = false;
    boolean stable = false;
    boolean appendOnly = false;
    int passes = 5;

    Ways copy() {
      try {
        return (Ways) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
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
  public Offset page(PageFetch<OffsetAsk> fetch) {
    return changedWays(w -> w.page = Optional.of(fetch));
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
   * The source takes page numbers: offsets are multiples of the page size, the overlap is a page.
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
    Ways copy = ways.copy();
    change.accept(copy);
    return new Offset(facts, copy);
  }

  @Override
  Offset with(Facts changed) {
    return new Offset(changed, ways);
  }

  @Override
  void requireWhole() {}

  @Override
  SyncResult read(Sync sync) throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
