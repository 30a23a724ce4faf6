package dev.leat.destination.sql;

import java.sql.SQLException;

/**
 * A database that is open for one pipeline, and that no other sync of the pipeline can open
 * meanwhile. For use by one thread.
 */
public interface HeldDatabase extends AutoCloseable {

  /** The open database. */
  Database database();

  /**
   * Gets ready for the rows of a commit, before they are merged.
   *
   * @param columns of the widest table
   * @param batchBytes of the largest batch so far
   * @param bytes of the rows of this commit
   * @param rows how many these are
   */
  default void expect(int columns, long batchBytes, long bytes, long rows) throws SQLException {}

  /** Hears that a commit is done, before the next one begins. */
  default void committed() throws SQLException {}

  /** Explains a failure in the middle of a sync, by what people can do about it. */
  RuntimeException explained(SQLException e);

  /**
   * Makes sure that the outcome of a COMMIT that failed can be read: that nothing of it is under
   * way any more, and that the database is open.
   *
   * @param failed how the COMMIT failed
   * @return false if the outcome cannot be found out now
   */
  default boolean regained(Exception failed) {
    return true;
  }

  /** Closes the database and lets others have it. Never throws for a database that is lost. */
  @Override
  void close();
}
