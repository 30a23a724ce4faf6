package dev.leat.sdk.walk;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.state.State;
import java.util.List;

/** Joins walks. */
public final class Walks {

  private Walks() {}

  /**
   * One walk after the other, each from the state that the one before it left. The result is
   * complete only if all are; all reasons are kept.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Walk inOrder(Walk... walks) {
    if (walks.length == 0) {
      throw new IllegalArgumentException("Walks.inOrder needs at least one walk: name a table");
    }
    List<Walk> steps = List.of(walks);
    return (request, out) -> sync(steps, request, out);
  }

  private static SyncResult sync(List<Walk> steps, SyncRequest request, OperationSink out)
      throws InterruptedException {
    LastState last = new LastState(request.state(), out);
    SyncResult result = SyncResult.complete();
    for (Walk step : steps) {
      result = result.and(step.sync(request.from(last.state), last));
    }
    return result;
  }

  private static final class LastState implements OperationSink {
    private final OperationSink out;
    private State state;

    LastState(State state, OperationSink out) {
      this.state = state;
      this.out = out;
    }

    @Override
    public void accept(Operation operation) throws InterruptedException {
      out.accept(operation);
      if (operation instanceof Operation.Checkpoint checkpoint) {
        state = checkpoint.state();
      }
    }
  }
}
