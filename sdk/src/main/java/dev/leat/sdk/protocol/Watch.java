package dev.leat.sdk.protocol;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.Optional;

/** Remembers what a connector was doing, for a crash report. Used by one thread. */
final class Watch {

  private Optional<Operation> lastOfTable = Optional.empty();
  private Optional<State> state = Optional.empty();

  void startsFrom(State start) {
    state = Optional.of(start);
  }

  /** A sink that notes what passes. */
  OperationSink over(OperationSink sink) {
    return operation -> {
      sink.accept(operation);
      if (operation instanceof Operation.Checkpoint checkpoint) {
        state = Optional.of(checkpoint.state());
      } else if (!(operation instanceof Operation.Warning)) {
        lastOfTable = Optional.of(operation);
      }
    };
  }

  /** The table of the last operation that has one. */
  Optional<TableName> table() {
    return lastOfTable.flatMap(Operation::findTable);
  }

  /** What the last checkpoint claimed, or the sync started from; empty outside a sync. */
  Optional<State> state() {
    return state;
  }
}
