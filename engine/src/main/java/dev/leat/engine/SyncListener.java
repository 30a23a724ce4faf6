package dev.leat.engine;

import dev.leat.engine.destination.ColumnChange;
import dev.leat.sdk.schema.Schema;
import java.util.Optional;

/**
 * Follows a running sync. Called by one thread of the engine, in order; what takes long here slows
 * the sync. An exception is logged and goes no further. No text holds a secret.
 */
public interface SyncListener {

  /** Follows nothing. */
  SyncListener NONE = new SyncListener() {};

  /**
   * The destination is open and reading begins.
   *
   * @param selection the tables that are read
   * @param resumed what is taken over from a run that had not ended; empty if there was none
   */
  default void started(Schema selection, Optional<String> resumed) {}

  /** Rows or pages of a table have arrived; at most once for some hundred rows. */
  default void progressed(TableProgress progress) {}

  /** The connector or the destination warns. */
  default void warned(String message) {}

  /** A stored column has got another type. */
  default void columnChanged(ColumnChange change) {}

  /**
   * The destination has made everything up to a checkpoint durable.
   *
   * @param commits how many commits there were so far
   * @param rows upserts, updates and deletes that are durable by now
   */
  default void committed(long commits, long rows) {}
}
