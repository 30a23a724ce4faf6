package dev.leat.declarative.compile;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.walk.CursorWalk;
import dev.leat.sdk.walk.Walk;
import java.util.List;

/** A walk whose first sync begins at a value, as if all before it had been read. */
record BeginningAt(CursorWalk<?> walk, CursorValue start) implements Walk {

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
    TableName table = walk.table().name();
    return walk.sync(
        request.state().cursor(table).isPresent()
            ? request
            : request.from(request.state().with(table, CursorWalk.readUpTo(start))),
        out);
  }
}
