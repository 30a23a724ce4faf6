package dev.leat.engine.destination;

import dev.leat.sdk.Operation;

/**
 * The operations that a {@link Batch} holds, case by case: those on rows are the destination's, and
 * any other is refused.
 *
 * @param <X> what storing them may fail with
 */
public interface BatchCases<X extends Exception> extends Operation.Cases<Void, X> {

  @Override
  default Void schemaChange(Operation.SchemaChange change) {
    throw foreign("a schema change");
  }

  @Override
  default Void warning(Operation.Warning warning) {
    throw foreign("a warning");
  }

  @Override
  default Void progress(Operation.Progress progress) {
    throw foreign("progress");
  }

  @Override
  default Void checkpoint(Operation.Checkpoint checkpoint) {
    throw foreign("a checkpoint");
  }

  private static IllegalArgumentException foreign(String what) {
    return new IllegalArgumentException("A batch holds " + what + ": it takes data only");
  }
}
