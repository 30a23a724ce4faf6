package dev.leat.engine.view;

import java.util.List;

/**
 * A destination that is open to be looked at. Nothing is changed. For use by one thread.
 *
 * <p>Failures of the destination are thrown as by {@link
 * dev.leat.engine.destination.Destination#begin}.
 */
public interface View extends AutoCloseable {

  /** The stored tables of all pipelines, by pipeline and name; empty if there is none. */
  List<StoredTable> tables();

  /**
   * Rows of a table, those that were written last first.
   *
   * @param table one of {@link #tables}
   * @param most how many at most
   */
  Rows rows(StoredTable table, int most);

  /**
   * The records that were set aside, the newest first, with pipeline, table, reason, record, run
   * and time.
   *
   * @param most how many at most
   */
  Rows quarantine(int most);

  /** Lets go of the destination. */
  @Override
  void close();
}
