package dev.leat.declarative.compile;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Walk;
import java.util.List;

/** Something around a walk, which changes a part of what it does. */
abstract class Around implements Walk {

  final Walk walk;

  Around(Walk walk) {
    this.walk = walk;
  }

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
    walk.check();
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return walk.sync(request, out);
  }
}
