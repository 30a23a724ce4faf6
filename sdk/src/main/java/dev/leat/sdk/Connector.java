package dev.leat.sdk;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Schema;

/**
 * A source of tables. Implementations have a public constructor without arguments, so that {@link
 * java.util.ServiceLoader} finds them, and no mutable state: one instance may be used by many
 * threads.
 *
 * <p>Failures that people can act on are {@link ConnectorException}s. Any other exception is a
 * defect and is reported as a crash.
 */
public interface Connector {

  /** Who this is. Pure: no I/O, the same at every call. */
  ConnectorInfo info();

  /** What the user must tell it. Pure: no I/O, the same at every call. */
  ConfigurationSpec configurationSpec();

  /**
   * Tries the settings against the source, reading as little as possible. Returns if they work.
   *
   * @throws ConnectorException if they do not; the message says what to change
   * @throws InterruptedException if the thread is interrupted while it waits for the source
   */
  default void check(Configuration configuration) throws InterruptedException {
    discover(configuration);
  }

  /**
   * The tables that can be read with these settings. May ask the source.
   *
   * @return at least one table
   * @throws ConnectorException if the source cannot be asked
   * @throws InterruptedException if the thread is interrupted while it waits for the source
   */
  Schema discover(Configuration configuration) throws InterruptedException;

  /**
   * Reads the selected tables from where the state says, and sends what it finds. A sink that
   * throws ends the sync: let its exception pass.
   *
   * @param out called by this thread only, in order; see {@link Operation.Checkpoint} for the laws
   * @return complete only if nothing can have been missed
   * @throws ConnectorException if the sync cannot go on; what was checkpointed stays valid
   * @throws InterruptedException if the thread is interrupted: the sync stops at the last
   *     checkpoint
   */
  SyncResult sync(SyncRequest request, OperationSink out) throws InterruptedException;
}
