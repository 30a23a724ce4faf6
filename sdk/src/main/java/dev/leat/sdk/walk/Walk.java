package dev.leat.sdk.walk;

import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Table;
import java.util.List;

/** Reads one or more tables of a source from where the state stopped. Immutable. */
public interface Walk {

  /** The tables whose rows it sends and whose cursors it moves; each once, at least one. */
  List<Table> tables();

  /**
   * Reads what is new and sends it, with checkpoints; the last operation is a checkpoint that
   * covers all rows. A table that the request does not select is skipped, its cursor kept. Cursors
   * of other tables pass through unchanged.
   *
   * @return complete only if nothing can have been missed
   * @throws ConnectorException if the sync cannot go on; what was checkpointed stays valid
   * @throws InterruptedException if the thread is interrupted
   */
  SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
}
