package dev.leat.sdk;

import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;

/**
 * Takes the operations of a sync, in order, from one thread at a time. It may block (that is how a
 * slow destination slows a source) and it may throw, which ends the sync.
 */
@FunctionalInterface
public interface OperationSink {

  /**
   * Takes one operation.
   *
   * @throws InterruptedException if the thread is interrupted while the sink blocks
   */
  void accept(Operation operation) throws InterruptedException;

  /** A row is new or has changed: the whole row. */
  default void upsert(TableName table, Row row) throws InterruptedException {
    accept(new Operation.Upsert(table, row));
  }

  /** A row has changed: its key and the changed columns only. */
  default void update(TableName table, Row row) throws InterruptedException {
    accept(new Operation.Update(table, row));
  }

  /** A row is gone: its key only. */
  default void delete(TableName table, Row key) throws InterruptedException {
    accept(new Operation.Delete(table, key));
  }

  /** All rows of a table are gone. */
  default void truncate(TableName table) throws InterruptedException {
    accept(Operation.Truncate.all(table));
  }

  /**
   * A record of the source cannot be a row; see {@link Operation.SetAside}.
   *
   * @param record its text as the source sent it
   * @param reason why, for people; names fields, never values
   */
  default void setAside(TableName table, String record, String reason) throws InterruptedException {
    accept(new Operation.SetAside(table, record, reason));
  }

  /** A table is new or has other columns than were discovered. */
  default void schemaChange(Table table) throws InterruptedException {
    accept(new Operation.SchemaChange(table));
  }

  /** Something that people should know, and that does not stop the sync. */
  default void warning(String message) throws InterruptedException {
    accept(new Operation.Warning(message));
  }

  /** Everything sent so far is claimed by {@code state}; see {@link Operation.Checkpoint}. */
  default void checkpoint(State state) throws InterruptedException {
    accept(new Operation.Checkpoint(state));
  }
}
