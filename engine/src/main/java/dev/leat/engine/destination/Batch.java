package dev.leat.engine.destination;

import dev.leat.sdk.Operation;
import java.util.List;

/**
 * Operations on rows, in order. Immutable.
 *
 * @param operations upserts, updates, deletes and truncates of declared tables; nothing else
 * @param bytes roughly what their rows take
 */
public record Batch(List<Operation> operations, long bytes) {

  /** Copies the list. */
  public Batch {
    operations = List.copyOf(operations);
  }
}
