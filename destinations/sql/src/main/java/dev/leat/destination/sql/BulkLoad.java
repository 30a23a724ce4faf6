package dev.leat.destination.sql;

import java.sql.SQLException;

/** Loads rows much faster than statements do. For use by one thread. */
public interface BulkLoad {

  /**
   * Appends the rows of a block to a table: its number columns, then its text columns, in order.
   *
   * @param table quoted
   */
  void append(String table, RowBlock block) throws SQLException;
}
