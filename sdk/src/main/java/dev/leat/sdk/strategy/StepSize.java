package dev.leat.sdk.strategy;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads whole-number ids range by range. */
public final class StepSize implements Walk {

  private final Ways ways;

  /** What was declared; copied before it is changed. */
  static final class Ways implements Cloneable {
    final Table table;
    String idField = "id";
    String rowsAt = "";
    long from = 1;
    long step = 1_000;
    OptionalLong ceiling = OptionalLong.empty();
    Optional<PageFetch<IdRange>> range = Optional.empty();
    Optional<String> maxIdAt = Optional.empty();
    Optional<PageSource> maxId = Optional.empty();
    int pageCap = Facts.CAP_UNDECLARED;
    OptionalLong reorderWindow = OptionalLong.empty();
    long maxPages = 1_000_000;

    Ways(Table table) {
      this.table = table;
    }

    Ways copy() {
      try {
        return (Ways) clone();
      } catch (CloneNotSupportedException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private StepSize(Ways ways) {
    this.ways = ways;
  }

  /** Starts a walk over this table. */
  public static StepSize of(Table table) {
    return new StepSize(new Ways(table));
  }

  /** The field that holds the id. Default {@code id}. */
  public StepSize ids(String field) {
    return changed(w -> w.idField = field);
  }

  /** Where in a page the rows stand: a JSON pointer, {@code /data}. Default: the whole page. */
  public StepSize rowsAt(String pointer) {
    return changed(w -> w.rowsAt = pointer);
  }

  /** The lowest id there can be. Default 1. */
  public StepSize from(long id) {
    return changed(w -> w.from = id);
  }

  /** How many ids to ask for at a time. Default 1000. */
  public StepSize step(long ids) {
    return changed(w -> w.step = ids);
  }

  /** The highest id to read. A row beyond it makes the sync incomplete. */
  public StepSize upTo(long id) {
    return changed(w -> w.ceiling = OptionalLong.of(id));
  }

  /** How to ask for a range of ids. */
  public StepSize range(PageFetch<IdRange> fetch) {
    return changed(w -> w.range = Optional.of(fetch));
  }

  /**
   * How to ask for the highest id there is.
   *
   * @param pointer where the page has it; absent or null if there is no row
   */
  public StepSize maxIdAt(String pointer, PageSource fetch) {
    return changed(
        w -> {
          w.maxIdAt = Optional.of(pointer);
          w.maxId = Optional.of(fetch);
        });
  }

  /** The most rows that the source ever gives in one answer. */
  public StepSize pageCap(int rows) {
    return changed(w -> w.pageCap = rows);
  }

  /** The source gives every row of a range in one answer, however many. */
  public StepSize uncapped() {
    return changed(w -> w.pageCap = Facts.UNCAPPED);
  }

  /** How many ids below the highest one may still appear late. Default: one step. */
  public StepSize reorderWindow(long ids) {
    return changed(w -> w.reorderWindow = OptionalLong.of(ids));
  }

  /** How many pages one sync may read before it is taken for endless. Default one million. */
  public StepSize maxPages(long pages) {
    return changed(w -> w.maxPages = pages);
  }

  private StepSize changed(Consumer<Ways> change) {
    Ways copy = ways.copy();
    change.accept(copy);
    return new StepSize(copy);
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
