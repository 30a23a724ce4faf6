package dev.leat.testkit;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * A sink that keeps what a connector says, and may crash before it takes the n-th operation. Used
 * by one thread.
 */
public final class Recording implements OperationSink {

  private final State start;
  private final int crashBefore;
  private final List<Operation> operations = new ArrayList<>();

  private Recording(State start, int crashBefore) {
    this.start = start;
    this.crashBefore = crashBefore;
  }

  /**
   * Takes everything.
   *
   * @param start the state that the sync starts from
   */
  public static Recording from(State start) {
    return new Recording(start, Integer.MAX_VALUE);
  }

  /** This recording, empty, but one that throws {@link SimulatedCrash} instead of an operation. */
  public Recording crashingBefore(int operation) {
    if (operation < 1) {
      throw new IllegalArgumentException("The first operation is 1, got " + operation);
    }
    return new Recording(start, operation);
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (operations.size() + 1 >= crashBefore) {
      throw new SimulatedCrash(crashBefore);
    }
    operations.add(operation);
  }

  /** Everything that was taken, in order; unmodifiable. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** What the last checkpoint claims and all before it; empty if there was none. */
  public List<Operation> durable() {
    int last = operations.size();
    while (last > 0 && !isCheckpoint(operations.get(last - 1))) {
      last--;
    }
    return List.copyOf(operations.subList(0, last));
  }

  /** What follows the last checkpoint and changes rows: what a crash now would lose. */
  public List<Operation> unclaimed() {
    return operations.subList(durable().size(), operations.size()).stream()
        .filter(Operation::isData)
        .toList();
  }

  /** The state of the last checkpoint; the one the sync started from if there was none. */
  public State durableState() {
    State state = start;
    for (Operation each : operations) {
      if (each instanceof Operation.Checkpoint checkpoint) {
        state = checkpoint.state();
      }
    }
    return state;
  }

  /** The states of all checkpoints, in order. */
  public List<State> states() {
    return operations.stream()
        .filter(Operation.Checkpoint.class::isInstance)
        .map(each -> ((Operation.Checkpoint) each).state())
        .toList();
  }

  private static boolean isCheckpoint(Operation operation) {
    return operation instanceof Operation.Checkpoint;
  }
}
