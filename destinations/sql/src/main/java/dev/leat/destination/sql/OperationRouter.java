package dev.leat.destination.sql;

import dev.leat.engine.destination.BatchCases;
import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Hands each operation of a batch to its table. For use by one thread. */
final class OperationRouter implements BatchCases<SQLException> {

  private final Map<TableName, TableWriter> writers;
  private final long atMicros;

  /**
   * @param atMicros when the batch came, in microseconds since 1970
   */
  OperationRouter(Map<TableName, TableWriter> writers, long atMicros) {
    this.writers = writers;
    this.atMicros = atMicros;
  }

  void route(Operation operation) throws SQLException {
    operation.match(this);
  }

  @Override
  public Void upsert(Operation.Upsert upsert) throws SQLException {
    writer(upsert.table()).upsert(upsert.row(), atMicros);
    return null;
  }

  @Override
  public Void update(Operation.Update update) throws SQLException {
    writer(update.table()).update(update.row(), atMicros);
    return null;
  }

  @Override
  public Void delete(Operation.Delete delete) throws SQLException {
    writer(delete.table()).delete(delete.key(), atMicros);
    return null;
  }

  @Override
  public Void truncate(Operation.Truncate truncate) {
    long before =
        truncate
            .before()
            .map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant))
            .orElse(Long.MAX_VALUE);
    writer(truncate.table()).truncate(before);
    return null;
  }

  @Override
  public Void setAside(Operation.SetAside setAside) throws SQLException {
    writer(setAside.table()).setAside(setAside.record(), setAside.reason(), atMicros);
    return null;
  }

  private TableWriter writer(TableName table) {
    TableWriter writer = writers.get(table);
    if (writer == null) {
      throw new IllegalStateException(
          "Table \"" + table + "\" was written before it was declared: declare it first");
    }
    return writer;
  }
}
