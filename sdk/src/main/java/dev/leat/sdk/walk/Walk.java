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
   * Looks whether everything that it needs was declared. Asks nothing.
   *
   * @throws IllegalArgumentException if a part is missing or the parts exclude each other; the
   *     message names the fix
   * @throws dev.leat.sdk.error.ConfigurationException if settings exclude each other
   */
  void validate();

  /**
   * Asks for the first page of each table as a first sync does, or for less where that is enough,
   * and reads the rows on it. Sends and keeps nothing. A table that fails leaves the others to be
   * tried; a source that cannot be reached or refuses who asks is not asked again.
   *
   * @throws ConnectorException of the kind of the first failure; the message has all of them, each
   *     with its table
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void check() throws InterruptedException;

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
