package dev.leat.destination.duckdb;

import java.sql.SQLException;

/** The steps of a commit, each of which a crash may follow. */
enum CommitStep {
  SCHEMA_SETTLED,
  TRANSACTION_BEGUN,
  ROWS_MERGED,
  STATE_STORED,
  COMMITTED;

  /** Is told of each step when it is done; tests break off there. */
  @FunctionalInterface
  interface Observer {

    /**
     * Hears of a step.
     *
     * @throws SQLException as the database itself might
     */
    void reached(CommitStep step) throws SQLException;
  }
}
