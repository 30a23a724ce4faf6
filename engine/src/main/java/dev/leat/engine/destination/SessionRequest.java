package dev.leat.engine.destination;

import java.time.Clock;
import java.util.Optional;

/**
 * What a sync asks of its destination. Immutable.
 *
 * @param pipeline its name; state, runs and tables are kept by it
 * @param runId unique to this run
 * @param contract what happens to rows that do not fit the stored tables
 * @param deletes what a delete does
 * @param start whether the stored tables are kept or emptied first
 * @param nested what becomes of lists within rows
 * @param clock for the time at which rows were synced
 * @param listener hears what happens to the stored tables
 * @param dataset the schema in which the tables are, normalised; empty for one named like the
 *     pipeline
 */
public record SessionRequest(
    String pipeline,
    String runId,
    SchemaContract contract,
    Deletes deletes,
    Start start,
    Nested nested,
    Clock clock,
    SessionListener listener,
    Optional<String> dataset) {

  /** A request that nobody listens to, for a dataset named like the pipeline. */
  public SessionRequest(
      String pipeline,
      String runId,
      SchemaContract contract,
      Deletes deletes,
      Start start,
      Nested nested,
      Clock clock) {
    this(
        pipeline,
        runId,
        contract,
        deletes,
        start,
        nested,
        clock,
        SessionListener.NONE,
        Optional.empty());
  }

  /** A request that keeps lists within rows as JSON, and that nobody listens to. */
  public SessionRequest(
      String pipeline,
      String runId,
      SchemaContract contract,
      Deletes deletes,
      Start start,
      Clock clock) {
    this(pipeline, runId, contract, deletes, start, Nested.JSON, clock);
  }

  /** What a delete does. */
  public enum Deletes {
    /** The row is removed. */
    HARD,
    /** The row stays, with {@code _leat_deleted} true. */
    SOFT
  }

  /** What becomes of lists within rows. */
  public enum Nested {
    /** They stay in their column, as JSON. */
    JSON,
    /**
     * They become rows of a child table as well: {@code items} of {@code order} in {@code
     * order__items}.
     */
    TABLES
  }

  /** From where a sync starts. */
  public enum Start {
    /** From the stored state. */
    RESUME,
    /** From the beginning: state and rows are replaced when the first commit lands, not before. */
    FULL_REFRESH
  }
}
