package dev.leat.host.process;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import java.time.Instant;
import java.util.Optional;

/**
 * What a platform is told of one table, in this order: {@link #begun}; what the connector says; and
 * one of {@link #completed}, {@link #incomplete}, {@link #failed}. A table that is not reached
 * hears {@link #skipped} only. Used by one thread.
 */
public interface TableOutput {

  /** The table as the connector declares it. */
  Table table();

  /** Where its reading starts. */
  State from();

  /** Its reading starts. */
  void begun();

  /** A whole row. */
  void upsert(Row row);

  /** Changed columns of a row, its key among them. */
  void update(Row row);

  /** A row is gone; its key only. */
  void delete(Row key);

  /** Rows are gone; see {@link dev.leat.sdk.Operation.Truncate}. */
  void truncate(Optional<Instant> before);

  /** The table has other columns from now on. */
  void schemaChange(Table changed);

  /** Something that people should know. */
  void warning(String message);

  /** The connector may now wait for its source: lines held back should go out. */
  void progress();

  /** Everything before it is claimed. */
  void checkpoint(Optional<Cursor> cursor);

  /**
   * Nothing was missed.
   *
   * @return how this table ended: not complete if something could not be said to the platform
   */
  SyncResult completed();

  /** Rows may have been missed. */
  void incomplete(String reason);

  /** The reading broke off; what was claimed stands. */
  void failed(Failure failure);

  /** The reading of the tables ended before this one. */
  void skipped();
}
