package dev.leat.testkit.simulation;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.State;
import dev.leat.sdk.walk.Walk;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A walk that follows a table, and in some syncs one before it that reads a stretch of the same
 * table again, from the same state. A sync may die in either.
 */
final class Backfilled implements Walk {

  private final Walk backfill;
  private final Walk following;
  private final int pattern;
  private int syncs;

  /**
   * @param pattern each bit stands for a sync: whether it begins with the backfill
   */
  Backfilled(Walk backfill, Walk following, int pattern) {
    this.backfill = backfill;
    this.following = following;
    this.pattern = pattern;
  }

  @Override
  public List<Table> tables() {
    return following.tables();
  }

  @Override
  public void validate() {
    backfill.validate();
    following.validate();
  }

  @Override
  public void check() throws InterruptedException {
    following.check();
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    AtomicReference<State> state = new AtomicReference<>(request.state());
    if ((pattern >> syncs++ % Integer.SIZE & 1) == 1) {
      backfill.sync(
          request,
          operation -> {
            out.accept(operation);
            if (operation instanceof Operation.Checkpoint checkpoint) {
              state.set(checkpoint.state());
            }
          });
    }
    return following.sync(request.from(state.get()), out);
  }
}
