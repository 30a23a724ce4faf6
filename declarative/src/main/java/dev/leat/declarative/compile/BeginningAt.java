package dev.leat.declarative.compile;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.cursor.CursorValue;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.walk.CursorWalk;

/** A walk whose first sync begins at a value, as if all before it had been read. */
final class BeginningAt extends Around {

  private final TableName table;
  private final CursorValue start;

  BeginningAt(CursorWalk<?> walk, CursorValue start) {
    super(walk);
    this.table = walk.table().name();
    this.start = start;
  }

  @Override
  public SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException {
    return walk.sync(
        request.state().cursor(table).isPresent()
            ? request
            : request.from(request.state().with(table, CursorWalk.readUpTo(start))),
        out);
  }
}
