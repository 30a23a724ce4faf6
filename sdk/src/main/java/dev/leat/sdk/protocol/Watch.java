package dev.leat.sdk.protocol;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.util.Optional;

/** Remembers what a connector was doing, for a crash report. Used by one thread. */
final class Watch {

  private final Operation.Cases<Void> notes = new Notes();
  private Optional<TableName> table = Optional.empty();
  private Optional<State> state = Optional.empty();

  void startsFrom(State start) {
    state = Optional.of(start);
  }

  /** A sink that notes what passes. */
  OperationSink over(OperationSink sink) {
    return operation -> {
      sink.accept(operation);
      operation.match(notes);
    };
  }

  /** The table of the last operation that has one. */
  Optional<TableName> table() {
    return table;
  }

  /** What the last checkpoint claimed, or the sync started from; empty outside a sync. */
  Optional<State> state() {
    return state;
  }

  private final class Notes implements Operation.Cases<Void> {

    @Override
    public Void upsert(Operation.Upsert upsert) {
      return at(upsert.table());
    }

    @Override
    public Void update(Operation.Update update) {
      return at(update.table());
    }

    @Override
    public Void delete(Operation.Delete delete) {
      return at(delete.table());
    }

    @Override
    public Void truncate(Operation.Truncate truncate) {
      return at(truncate.table());
    }

    @Override
    public Void schemaChange(Operation.SchemaChange change) {
      return at(change.table().name());
    }

    @Override
    public Void warning(Operation.Warning warning) {
      return null;
    }

    @Override
    public Void progress(Operation.Progress progress) {
      return at(progress.table());
    }

    @Override
    public Void checkpoint(Operation.Checkpoint checkpoint) {
      state = Optional.of(checkpoint.state());
      return null;
    }

    private Void at(TableName name) {
      if (table.isEmpty() || !table.get().equals(name)) {
        table = Optional.of(name);
      }
      return null;
    }
  }
}
