package dev.leat.engine;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts operations on rows by table, since the start of a sync. Used by one thread. */
final class OperationTally {

  private static final class Counter {
    private long upserts;
    private long updates;
    private long deletes;
    private long truncates;
    private long setAside;

    private RowCounts counts() {
      return new RowCounts(upserts, updates, deletes, truncates, setAside);
    }
  }

  private final Map<TableName, Counter> counters = new LinkedHashMap<>();
  private final Counting counting = new Counting();
  private long rows;

  /**
   * Counts an operation.
   *
   * @return whether it is {@link Operation#isData data}
   */
  boolean count(Operation operation) {
    return operation.match(counting);
  }

  /** Records of all tables; see {@link RowCounts#rows}. */
  long rows() {
    return rows;
  }

  /** What was counted for a table. */
  RowCounts counts(TableName table) {
    Counter counter = counters.get(table);
    return counter == null ? RowCounts.NONE : counter.counts();
  }

  /** What was counted, by table; tables without operations are absent. */
  Map<TableName, RowCounts> snapshot() {
    Map<TableName, RowCounts> snapshot = new LinkedHashMap<>();
    counters.forEach((table, counter) -> snapshot.put(table, counter.counts()));
    return snapshot;
  }

  private Counter of(TableName table) {
    return counters.computeIfAbsent(table, each -> new Counter());
  }

  private final class Counting implements Operation.Cases<Boolean, RuntimeException> {

    @Override
    public Boolean upsert(Operation.Upsert upsert) {
      of(upsert.table()).upserts++;
      rows++;
      return true;
    }

    @Override
    public Boolean update(Operation.Update update) {
      of(update.table()).updates++;
      rows++;
      return true;
    }

    @Override
    public Boolean delete(Operation.Delete delete) {
      of(delete.table()).deletes++;
      rows++;
      return true;
    }

    @Override
    public Boolean truncate(Operation.Truncate truncate) {
      of(truncate.table()).truncates++;
      return true;
    }

    @Override
    public Boolean setAside(Operation.SetAside setAside) {
      of(setAside.table()).setAside++;
      rows++;
      return true;
    }

    @Override
    public Boolean schemaChange(Operation.SchemaChange change) {
      return false;
    }

    @Override
    public Boolean warning(Operation.Warning warning) {
      return false;
    }

    @Override
    public Boolean progress(Operation.Progress progress) {
      return false;
    }

    @Override
    public Boolean checkpoint(Operation.Checkpoint checkpoint) {
      return false;
    }
  }
}
