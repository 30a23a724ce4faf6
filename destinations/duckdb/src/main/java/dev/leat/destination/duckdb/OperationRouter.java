package dev.leat.destination.duckdb;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Hands each operation of a batch to its table. For use by one thread. */
final class OperationRouter implements Operation.Cases<OperationRouter.Step> {

  private final Map<TableName, TableWriter> writers;
  private final long atMicros;

  /** Staging one operation. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  /**
   * @param atMicros when the batch came, in microseconds since 1970
   */
  OperationRouter(Map<TableName, TableWriter> writers, long atMicros) {
    this.writers = writers;
    this.atMicros = atMicros;
  }

  void route(Operation operation) throws SQLException {
    operation.match(this).run();
  }

  @Override
  public Step upsert(Operation.Upsert upsert) {
    return () -> writer(upsert.table()).upsert(upsert.row(), atMicros);
  }

  @Override
  public Step update(Operation.Update update) {
    return () -> writer(update.table()).update(update.row(), atMicros);
  }

  @Override
  public Step delete(Operation.Delete delete) {
    return () -> writer(delete.table()).delete(delete.key(), atMicros);
  }

  @Override
  public Step truncate(Operation.Truncate truncate) {
    long before =
        truncate
            .before()
            .map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant))
            .orElse(Long.MAX_VALUE);
    return () -> writer(truncate.table()).truncate(before);
  }

  @Override
  public Step schemaChange(Operation.SchemaChange change) {
    throw foreign("a schema change");
  }

  @Override
  public Step warning(Operation.Warning warning) {
    throw foreign("a warning");
  }

  @Override
  public Step progress(Operation.Progress progress) {
    throw foreign("progress");
  }

  @Override
  public Step checkpoint(Operation.Checkpoint checkpoint) {
    throw foreign("a checkpoint");
  }

  private TableWriter writer(TableName table) {
    TableWriter writer = writers.get(table);
    if (writer == null) {
      throw new IllegalStateException(
          "Table \"" + table + "\" was written before it was declared: declare it first");
    }
    return writer;
  }

  private static IllegalArgumentException foreign(String what) {
    return new IllegalArgumentException("A batch holds " + what + ": it takes row operations only");
  }
}
