package dev.leat.engine;

import dev.leat.engine.destination.ColumnChange;
import dev.leat.engine.destination.SessionListener;
import dev.leat.engine.destination.TableChanges;
import dev.leat.sdk.Operation;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has happened so far in a run: counted here, told to the listener. Used by one thread. */
final class RunProgress implements SessionListener {

  /** What was asked of the source for one table. */
  private record Effort(long pages, long retries, Duration waited) {
    private static final Effort NONE = new Effort(0, 0, Duration.ZERO);

    private Effort plus(Operation.Progress more) {
      return new Effort(pages + more.pages(), retries + more.retries(), waited.plus(more.waited()));
    }
  }

  /**
   * A longer cursor is of many parts, and no reader's: reports and run records say how long it is.
   */
  private static final int LONGEST_CURSOR = 4_000;

  private final SyncListener listener;
  private final Redactor redactor;
  private final Set<TableName> tables = new LinkedHashSet<>();
  private final OperationTally tally = new OperationTally();
  private final Map<TableName, Effort> efforts = new HashMap<>();
  private final Map<String, TableChanges> changes = new HashMap<>();
  private final Map<String, List<ColumnChange>> columnChanges = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<TableName, String> cursorsBefore = new HashMap<>();
  private Optional<State> claimed = Optional.empty();
  private Optional<State> committed = Optional.empty();
  private Map<TableName, RowCounts> claimedCounts = Map.of();
  private Map<TableName, RowCounts> committedCounts = Map.of();
  private long claimedRows;
  private long committedRows;
  private long schemaChanges;
  private long checkpoints;
  private long commits;

  RunProgress(SyncListener listener, Redactor redactor) {
    this.listener = listener;
    this.redactor = redactor;
  }

  /** Reading begins. */
  void started(Schema selection, State from, Optional<String> resumed) {
    selection.tables().forEach(table -> tables.add(table.name()));
    from.cursors().forEach((table, cursor) -> cursorsBefore.put(table, shown(cursor)));
    claimed = Optional.of(from);
    committed = claimed;
    listener.started(selection, resumed);
  }

  /**
   * A chunk has arrived.
   *
   * @throws IllegalStateException if the counts of both ends differ
   */
  void arrived(Chunk chunk) {
    Set<TableName> touched = new LinkedHashSet<>();
    Map<TableName, RowCounts> earlier = tally.snapshot();
    chunk.operations().forEach(tally::count);
    Map<TableName, RowCounts> now = tally.snapshot();
    if (!now.equals(chunk.counted())) {
      throw new IllegalStateException(
          "Operations were lost or doubled between source and destination: sent "
              + chunk.counted()
              + ", arrived "
              + now);
    }
    now.forEach(
        (table, counts) -> {
          if (!counts.equals(earlier.get(table))) {
            touched.add(table);
          }
        });
    touched.forEach(this::tell);
  }

  void schemaChange(Table table) {
    tables.add(table.name());
    schemaChanges++;
  }

  @Override
  public void columnChanged(ColumnChange change) {
    columnChanges.computeIfAbsent(change.table(), none -> new ArrayList<>()).add(change);
    listener.columnChanged(change);
  }

  @Override
  public void warned(String message) {
    String shown = redactor.redact(message);
    if (warnings.size() < SyncReport.MOST_WARNINGS) {
      warnings.add(shown);
    } else if (warnings.size() == SyncReport.MOST_WARNINGS) {
      warnings.add("More warnings are in the log");
    }
    listener.warned(shown);
  }

  void made(Operation.Progress made) {
    efforts.merge(made.table(), Effort.NONE.plus(made), (sum, one) -> sum.plus(made));
    tell(made.table());
  }

  void checkpoint(State state) {
    checkpoints++;
    Optional<State> last = claimed;
    claimed = Optional.of(state);
    claimedCounts = tally.snapshot();
    claimedRows = tally.rows();
    state
        .cursors()
        .forEach(
            (table, cursor) -> {
              if (hasMoved(cursor, last.flatMap(each -> each.cursor(table)))) {
                tell(table);
              }
            });
  }

  /** One that is made when it is looked into is not looked into at each checkpoint. */
  private static boolean hasMoved(Cursor cursor, Optional<Cursor> last) {
    return cursor.isLazy() || !Optional.of(cursor).equals(last);
  }

  /** Everything up to the last checkpoint is durable. */
  void committed() {
    commits++;
    committed = claimed;
    committedRows = claimedRows;
    committedCounts = claimedCounts;
    listener.committed(commits, committedRows);
  }

  /** Rows of the destination have changed. */
  void changed(Map<String, TableChanges> more) {
    more.forEach((table, each) -> changes.merge(table, each, TableChanges::plus));
  }

  /** One report a table, with everything that was read. */
  List<TableReport> tables() {
    return tables.stream().map(table -> report(table, tally.counts(table), committed)).toList();
  }

  /** One report a table, with what the last checkpoint claims. */
  List<TableReport> claimedTables() {
    return tables(claimedCounts, claimed);
  }

  /** One report a table, with what is durable. */
  List<TableReport> committedTables() {
    return tables(committedCounts, committed);
  }

  List<String> warnings() {
    return warnings;
  }

  /** The last checkpoint, or where the run started; empty before it has. */
  Optional<State> claimed() {
    return claimed;
  }

  long committedRows() {
    return committedRows;
  }

  long schemaChanges() {
    return schemaChanges;
  }

  long checkpoints() {
    return checkpoints;
  }

  long commits() {
    return commits;
  }

  private List<TableReport> tables(Map<TableName, RowCounts> counts, Optional<State> after) {
    return tables.stream()
        .map(table -> report(table, counts.getOrDefault(table, RowCounts.NONE), after))
        .toList();
  }

  private void tell(TableName table) {
    Effort effort = efforts.getOrDefault(table, Effort.NONE);
    listener.progressed(
        new TableProgress(
            table,
            tally.counts(table).rows(),
            effort.pages(),
            effort.retries(),
            effort.waited(),
            claimed
                .flatMap(state -> state.cursor(table))
                .filter(cursor -> !cursor.isLazy())
                .map(this::shown)));
  }

  private TableReport report(TableName table, RowCounts counts, Optional<State> after) {
    Effort effort = efforts.getOrDefault(table, Effort.NONE);
    return new TableReport(
        table,
        counts,
        changes.getOrDefault(table.value(), TableChanges.NONE),
        columnChanges.getOrDefault(table.value(), List.of()),
        effort.pages(),
        effort.retries(),
        effort.waited(),
        Optional.ofNullable(cursorsBefore.get(table)),
        after.flatMap(state -> state.cursor(table)).map(this::shown));
  }

  private String shown(Cursor cursor) {
    String json = cursor.json();
    return json.length() <= LONGEST_CURSOR
        ? redactor.redact(json)
        : String.format(Locale.ROOT, "\"%,d characters, kept in the state\"", json.length());
  }
}
