package dev.leat.sdk.walk;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.row.RowsAt;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads rows by ranges of their whole-number ids, each range once.
 *
 * <p><b>Asks of the source.</b> Ids that are unique, whole numbers of 64 bits, never given twice,
 * and assigned in about ascending order: none more than a {@link #reorderWindow} after a higher
 * one, no more than eight windows of them within one {@link #visibilityLag}, and each row visible
 * within that lag. A way to know the highest id ({@link #maxIdAt}) or one that it cannot pass
 * ({@link #upTo}). Its limit of rows in an answer, said aloud.
 *
 * <p><b>Captured:</b> inserts. <b>Not captured:</b> updates and deletes of rows whose range is
 * closed.
 *
 * <p><b>Kept in the state:</b> the closed ranges, merged where they touch; digests of at most 20
 * ranges that are read but still open, so that their rows are not sent twice; the highest id and
 * when it was seen.
 *
 * <p><b>Guards.</b> An empty range is not the end: reading goes on to the highest id, or in
 * doubling steps to the ceiling. A range is closed only when an id a reorder window beyond it has
 * been there for the lag, or one eight windows beyond it was there as it was read, so a partly
 * filled one is read again. An answer that reaches the page cap is discarded and its range halved;
 * where no cap is declared, what an answer may have left out above and below its ids is asked for
 * until nothing comes. Ids outside the range asked for, ids that are no whole numbers and more rows
 * than ids end the sync with a {@link dev.leat.sdk.error.SourceDataException}. Arithmetic stops at
 * the ends of 64 bits.
 *
 * <p><b>Ends incomplete</b> if the source has ids beyond the ceiling: told by {@code maxIdAt}, or
 * found by looking into the next ranges, which grow to some thousand steps.
 *
 * <p>Immutable.
 */
public final class StepSize implements Walk {

  private final Ways ways;

  /** What was declared; copied before it is changed. */
  static final class Ways extends Declared<Ways> {
    final Table table;
    String idField = "id";
    RowsAt rowsAt = RowsAt.of("");
    RowMap rowMap = RowMap.unchanged();
    List<Table> children = List.of();
    long from = 1;
    long step = 1_000;
    OptionalLong ceiling = OptionalLong.empty();
    Optional<Question<IdRange>> range = Optional.empty();
    Optional<String> maxIdAt = Optional.empty();
    Optional<Ask> maxId = Optional.empty();
    int pageCap = Facts.CAP_UNDECLARED;
    OptionalLong reorderWindow = OptionalLong.empty();
    Duration visibilityLag = Duration.ofMinutes(5);
    long maxPages = 1_000_000;
    Pager pager = Pager.NONE;

    Ways(Table table) {
      this.table = table;
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
    return rowsAt(RowsAt.of(pointer));
  }

  /** Where in a page the rows stand. */
  public StepSize rowsAt(RowsAt place) {
    return changed(w -> w.rowsAt = place);
  }

  /**
   * What becomes of a row on its way, after its id was read.
   *
   * @param children the tables of the rows that the map takes out of others; those that are not
   *     selected are left out
   */
  public StepSize rowMap(RowMap map, Table... children) {
    List<Table> tables = List.of(children);
    return changed(
        w -> {
          w.rowMap = map;
          w.children = tables;
        });
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

  /** How to ask for a range of ids; {@link IdRange} has the ends in each convention. */
  public StepSize range(Source source, Function<IdRange, Request> request) {
    return changed(w -> w.range = Optional.of(Question.of(source, request)));
  }

  /** This request with the first and the last id of a range, both included, in these places. */
  public StepSize range(Source source, Request rows, Slot first, Slot last) {
    return range(source, ids -> last.put(first.put(rows, ids.first()), ids.last()));
  }

  /** The same, for sources that are not asked by requests. */
  public StepSize range(PageFetch<IdRange> fetch) {
    return changed(w -> w.range = Optional.of(Question.of(fetch)));
  }

  /** How the further pages of a range are reached. Ranges are asked for by (source, request). */
  public StepSize paging(Paging paging) {
    return changed(w -> w.pager = new Pager.OfPaging(paging));
  }

  /**
   * How to ask for the highest id there is.
   *
   * @param pointer where the page has it; absent or null if there is no row
   */
  public StepSize maxIdAt(String pointer, Source source, Request request) {
    return highestId(pointer, new Ask.OfSource(source, request));
  }

  /** The same, for sources that are not asked by requests. */
  public StepSize maxIdAt(String pointer, PageSource fetch) {
    return highestId(pointer, new Ask.OfDoor<String>(nothing -> fetch.fetch(), ""));
  }

  private StepSize highestId(String pointer, Ask ask) {
    return changed(
        w -> {
          w.maxIdAt = Optional.of(pointer);
          w.maxId = Optional.of(ask);
        });
  }

  /**
   * The most rows that the source ever gives in one answer. Undeclared: any answer may be cut, to
   * the lowest or to the highest ids of its range, which costs a request or two more a range.
   */
  public StepSize pageCap(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("pageCap is " + rows + ": give the source's limit");
    }
    return changed(w -> w.pageCap = rows);
  }

  /** The source gives every row of a range in one answer, however many. */
  public StepSize uncapped() {
    return changed(w -> w.pageCap = Facts.UNCAPPED);
  }

  /**
   * How far below a higher id a row may still be added, and an eighth of how many ids the source
   * may assign within one visibility lag. Default: one step.
   */
  public StepSize reorderWindow(long ids) {
    return changed(w -> w.reorderWindow = OptionalLong.of(ids));
  }

  /** How long after its id was assigned a row may become visible. Default five minutes. */
  public StepSize visibilityLag(Duration lag) {
    return changed(w -> w.visibilityLag = lag);
  }

  /** How many pages one sync may read before it is taken for endless. Default one million. */
  public StepSize maxPages(long pages) {
    return changed(w -> w.maxPages = pages);
  }

  private StepSize changed(Consumer<Ways> change) {
    return new StepSize(ways.changed(change));
  }

  /** The table that is read. */
  public Table table() {
    return ways.table;
  }

  @Override
  public List<Table> tables() {
    return facts().tables();
  }

  @Override
  public void validate() {
    Facts facts = facts();
    facts.require(ways.range.isPresent(), "no question: add range(range -> ...)");
    facts.require(ways.step > 0, "step is " + ways.step + ": give one or more ids");
    facts.require(
        ways.reorderWindow.orElse(0) >= 0, "reorderWindow cannot be negative: give zero or more");
    facts.require(
        ways.visibilityLag.compareTo(Duration.ofMillis(1)) >= 0,
        "visibilityLag is the time in which reorderWindow ids are assigned: give PT0.001S or more");
    facts.require(ways.maxPages > 0, "maxPages is " + ways.maxPages + ": give one or more");
    facts.require(
        ways.maxId.isPresent() || ways.ceiling.isPresent(),
        "no end in sight: add maxIdAt(...), or upTo(...) with an id that is never passed");
    if (ways.from > ways.ceiling.orElse(Long.MAX_VALUE)) {
      // Both usually come from settings, so it is not the author who must act.
      throw new ConfigurationException(
          facts.subject()
              + ": the lowest id, "
              + ways.from
              + ", is beyond the highest to be read, "
              + ways.ceiling.getAsLong()
              + ": lower the one or raise the other");
    }
  }

  @Override
  public void check() throws InterruptedException {
    Facts facts = facts();
    Checks.firstPage(facts, ways.range.orElseThrow().ask(new IdRange(ways.from, ways.from)));
    if (ways.maxId.isPresent()) {
      Checks.named(
          facts.subject(),
          () -> ways.maxId.get().fetch().page().wholeNumber(ways.maxIdAt.orElseThrow()));
    }
  }

  private Facts facts() {
    Facts facts = new Facts(ways.table);
    facts.rowsAt = ways.rowsAt;
    facts.rowMap = ways.rowMap;
    facts.children = ways.children;
    facts.pageCap = ways.pageCap;
    facts.maxPages = ways.maxPages;
    facts.visibilityLag = ways.visibilityLag;
    facts.pager = ways.pager;
    return facts;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a part is missing or the parts exclude each other
   * @throws ConfigurationException if the lowest id is beyond the highest to be read
   */
  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    validate();
    return new Family(tables()).sync(request, out, this::readSelected);
  }

  private SyncResult readSelected(SyncRequest request, OperationSink out)
      throws InterruptedException {
    Facts facts = facts();
    try (Sync sync = new Sync(facts, Sync.fromStartIfReplaced(ways.table, request), out)) {
      return new IdWalk(facts, sync, ways).read();
    }
  }
}
