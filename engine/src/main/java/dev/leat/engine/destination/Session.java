package dev.leat.engine.destination;

import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One sync into a destination: the lock is held from {@link Destination#begin} to {@link #close}.
 * Used by one thread at a time.
 *
 * <p>The promise: after a crash at any instant, the destination holds exactly what one of the
 * commits left there: rows, schema records, state and run record together.
 */
public interface Session extends AutoCloseable {

  /** The state that the last commit left, as JSON; empty before the first. */
  Optional<String> state();

  /**
   * Compares the stored tables with what the last session left, before anything is read or written.
   *
   * @param selection the tables that are going to be read
   * @return those of which the state claims rows that are not stored any more, selected or not:
   *     each must be read from the beginning; empty if there is none
   * @throws dev.leat.sdk.error.ConfigurationException if people have changed a table in a way that
   *     reading cannot repair; the message says what to do
   */
  Set<TableName> inspect(Schema selection);

  /**
   * Declares a table, or its new columns, before the first batch that needs it.
   *
   * @throws SchemaContractException if the contract forbids the change
   */
  void declare(Table table) throws InterruptedException;

  /**
   * Takes operations in order. They become visible with the next commit, not before.
   *
   * @throws SchemaContractException if a row does not fit and the contract says to fail
   */
  void write(Batch batch) throws InterruptedException;

  /**
   * Makes everything written so far durable, together with the state that claims it and the run
   * record, or nothing of it. A commit whose outcome is unknown is resolved by reading the state
   * back.
   *
   * @param state the pipeline's state as JSON
   * @param run the run so far
   * @return what happened to the rows since the last commit, by table name
   * @throws DestinationUnavailableException if the destination was lost; nothing of this commit is
   *     visible, or all of it, which the next session's {@link #state} tells
   * @throws StaleSessionException if another session has taken the pipeline over; nothing of this
   *     commit is visible
   */
  Map<String, TableChanges> commit(String state, RunRecord run) throws InterruptedException;

  /**
   * Ends the sync: tables that are replaced are swapped if the run was complete, and the run record
   * is stored. Rows written after the last commit are dropped.
   *
   * @return what the swaps did to the rows, by table name; empty if there were none
   */
  Map<String, TableChanges> finish(RunRecord run) throws InterruptedException;

  /** Releases the lock; drops what was not committed. Never throws for a lost destination. */
  @Override
  void close();
}
