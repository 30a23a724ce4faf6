package dev.leat.destination.sql;

import java.sql.SQLException;

/** The steps of a commit, in their order; a crash may follow each of them. */
public enum CommitStep {
  /** The tables have the columns that the rows need; of the end of a sync there is no such step. */
  SCHEMA_SETTLED,
  /** The transaction is open and has changed nothing. */
  TRANSACTION_BEGUN,
  /** The rows are in their tables, as far as this transaction sees. */
  ROWS_MERGED,
  /** The state and the run record are stored as well: next comes the COMMIT. */
  STATE_STORED,
  /** The COMMIT has come back. */
  COMMITTED;

  /** Is told of each step when it is done, by the thread that commits; can break off there. */
  @FunctionalInterface
  public interface Observer {

    /**
     * Hears of a step.
     *
     * @throws SQLException as the database itself might
     */
    void reached(CommitStep step) throws SQLException;
  }
}
