package dev.leat.declarative.compile;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.walk.Walk;
import java.util.List;

/** A table whose time to read ends before it begins. */
record NothingToRead(Table table) implements Walk {

  @Override
  public List<Table> tables() {
    return List.of(table);
  }

  @Override
  public void validate() {
    // There is nothing to declare.
  }

  @Override
  public void check() {
    // There is nothing to ask for.
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    out.checkpoint(request.state());
    return SyncResult.complete();
  }
}
