package dev.leat.declarative.compile;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Walk;
import dev.leat.sdk.walk.Walks;
import java.util.List;

/** A walk that is tried out by way of others: a part of it, or what costs less. */
record CheckedBy(Walk walk, List<Walk> others) implements Walk {

  @Override
  public List<Table> tables() {
    return walk.tables();
  }

  @Override
  public void validate() {
    walk.validate();
  }

  @Override
  public void check() throws InterruptedException {
    Walks.inOrder(others.toArray(Walk[]::new)).check();
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return walk.sync(request, out);
  }
}
