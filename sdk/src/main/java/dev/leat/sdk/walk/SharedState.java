package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.Optional;
import java.util.Set;

/**
 * The state of walks that are read together, and the way of their operations into one sink: one at
 * a time, each walk's own in its order. A claim of one leaves the cursors of the others as they
 * were claimed last. For many threads.
 */
final class SharedState {

  private final OperationSink out;
  private State state;

  SharedState(State state, OperationSink out) {
    this.state = state;
    this.out = out;
  }

  /** The state as it was claimed last. */
  synchronized State state() {
    return state;
  }

  /** Takes the operations of a walk over these tables. */
  OperationSink of(Set<TableName> tables) {
    return operation -> accept(tables, operation);
  }

  private synchronized void accept(Set<TableName> tables, Operation operation)
      throws InterruptedException {
    if (!(operation instanceof Operation.Checkpoint checkpoint)) {
      out.accept(operation);
      return;
    }
    for (TableName table : tables) {
      set(table, checkpoint.state().cursor(table));
    }
    out.checkpoint(state);
  }

  /** Passes on what a walk sends that keeps its cursors elsewhere. */
  synchronized void pass(Operation operation) throws InterruptedException {
    out.accept(operation);
  }

  /** Claims what was sent, with this cursor of one table. */
  synchronized void claim(TableName table, Cursor cursor) throws InterruptedException {
    set(table, Optional.of(cursor));
    out.checkpoint(state);
  }

  private void set(TableName table, Optional<Cursor> cursor) {
    state = cursor.isPresent() ? state.with(table, cursor.get()) : state.without(table);
  }
}
