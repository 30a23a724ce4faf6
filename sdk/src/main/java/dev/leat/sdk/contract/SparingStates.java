package dev.leat.sdk.contract;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.util.Optional;

/**
 * Leaves out checkpoints whose states are large, so that a host that writes each whole writes no
 * more than the last one and a constant for each checkpoint, however many parts a state has. A
 * checkpoint that is left out is made good by the next one: it claims the same and more. For one
 * thread.
 */
final class SparingStates implements OperationSink {

  /**
   * What each checkpoint may cost, in characters; states that are made at once are never left out.
   */
  private static final long PER_CHECKPOINT = 1_024;

  private final OperationSink out;
  private Optional<Operation.Checkpoint> leftOut = Optional.empty();
  private long checkpoints;
  private long written;
  private boolean isBroken;

  SparingStates(OperationSink out) {
    this.out = out;
  }

  @Override
  public void accept(Operation operation) throws InterruptedException {
    if (!(operation instanceof Operation.Checkpoint checkpoint)) {
      handOn(operation);
      return;
    }
    checkpoints++;
    if (!isLarge(checkpoint.state())) {
      handOn(operation);
      leftOut = Optional.empty();
    } else if (written <= PER_CHECKPOINT * checkpoints) {
      handOn(operation);
      leftOut = Optional.empty();
      written += checkpoint.state().json().length();
    } else {
      leftOut = Optional.of(checkpoint);
    }
  }

  private static boolean isLarge(State state) {
    return state.cursors().values().stream().anyMatch(Cursor::isLazy);
  }

  private void handOn(Operation operation) throws InterruptedException {
    isBroken = true;
    out.accept(operation);
    isBroken = false;
  }

  /** Hands on the last checkpoint if it was left out, unless the sink is broken. */
  void flush() throws InterruptedException {
    if (leftOut.isPresent() && !isBroken) {
      Operation.Checkpoint last = leftOut.get();
      leftOut = Optional.empty();
      handOn(last);
    }
  }
}
