package dev.leat.sdk;

import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a connector says during a sync. Immutable. */
public sealed interface Operation {

  /**
   * Answers by the kind of the operation; a new kind breaks the build of code that forgets it.
   *
   * @throws X if the case does
   */
  <R, X extends Exception> R match(Cases<R, X> cases) throws X;

  /** The table that it is about; empty for a warning and a checkpoint. */
  default Optional<TableName> findTable() {
    return match(TableOf.INSTANCE);
  }

  /**
   * Whether it is counted, and must be claimed by a checkpoint: upserts, updates, deletes,
   * truncates and records that are set aside.
   */
  default boolean isData() {
    return match(IsData.INSTANCE);
  }

  /** The row of an upsert or update, the key of a delete; empty for the others. */
  default Optional<Row> findRow() {
    return match(RowOf.INSTANCE);
  }

  /**
   * One answer for each kind of operation.
   *
   * @param <R> what is answered
   * @param <X> what an answer may throw: {@link InterruptedException} in a sink, {@link
   *     RuntimeException} where nothing is
   */
  interface Cases<R, X extends Exception> {
    R upsert(Upsert upsert) throws X;

    R update(Update update) throws X;

    R delete(Delete delete) throws X;

    R truncate(Truncate truncate) throws X;

    R setAside(SetAside setAside) throws X;

    R schemaChange(SchemaChange schemaChange) throws X;

    R warning(Warning warning) throws X;

    R progress(Progress progress) throws X;

    R checkpoint(Checkpoint checkpoint) throws X;
  }

  /**
   * A row is new or has changed.
   *
   * @param row the whole row, its key included
   */
  record Upsert(TableName table, Row row) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.upsert(this);
    }
  }

  /**
   * Some columns of a row have changed. A key that the destination does not hold is no error: the
   * columns are stored as a new row.
   *
   * @param row the key and the changed columns only
   */
  record Update(TableName table, Row row) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.update(this);
    }
  }

  /**
   * A row is gone. A key that the destination does not hold is no error.
   *
   * @param key the key columns only
   */
  record Delete(TableName table, Row key) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.delete(this);
    }
  }

  /**
   * The rows of a table are gone.
   *
   * @param before only rows that were stored before this instant; empty for all
   */
  record Truncate(TableName table, Optional<Instant> before) implements Operation {

    /** All rows stored so far are gone. */
    public static Truncate all(TableName table) {
      return new Truncate(table, Optional.empty());
    }

    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.truncate(this);
    }
  }

  /**
   * A record of the source that cannot be a row: it is not an object, or has no value for a key
   * column. It is counted and claimed like a row, and kept by destinations that have a place for
   * it, so that one odd record neither stops a pipeline nor disappears. Under a frozen schema it
   * ends the sync.
   *
   * @param table where its row would have gone
   * @param record its text, as the source sent it; data, so it may be anything. What is longer than
   *     {@link #LONGEST_RECORD} is cut, and says so
   * @param reason why it cannot be a row, for people; names fields, never values
   */
  record SetAside(TableName table, String record, String reason) implements Operation {

    /** The most characters that are kept of a record. */
    public static final int LONGEST_RECORD = 65_536;

    private static final String CUT = "... (cut)";

    /**
     * @throws IllegalArgumentException if the reason is blank
     */
    public SetAside {
      if (reason.isBlank()) {
        throw new IllegalArgumentException(
            "A record of table \"" + table + "\" is set aside without a reason: say what is wrong");
      }
      if (record.length() > LONGEST_RECORD) {
        record = head(record, LONGEST_RECORD - CUT.length()) + CUT;
      }
    }

    /** The first characters of a text, without half of one at the end. */
    private static String head(String text, int length) {
      boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
      return text.substring(0, splits ? length - 1 : length);
    }

    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.setAside(this);
    }
  }

  /** A table is new or has other columns. Precedes the first row that needs it. */
  record SchemaChange(Table table) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.schemaChange(this);
    }
  }

  /** Something that people should know, and that does not stop the sync. */
  record Warning(String message) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.warning(this);
    }
  }

  /**
   * What was asked of the source since the last such message; for people who watch and for the
   * report. Never counted, never claimed by a checkpoint.
   *
   * @param pages responses read
   * @param retries requests that had to be repeated
   * @param waited time spent waiting to repeat requests and for rate limits
   */
  record Progress(TableName table, long pages, long retries, Duration waited) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.progress(this);
    }
  }

  /**
   * Everything before it is claimed. The laws:
   *
   * <ol>
   *   <li>{@code Checkpoint(S)} claims all operations before it: a sync started from {@code S} need
   *       not send them again.
   *   <li>Only closed positions may be checkpointed: every version at or before the position that
   *       is or will ever become visible has been sent, or is superseded by one after it. Sending
   *       rows beyond it is unrestricted.
   *   <li>Rows become durable no later than the state that claims them. Checkpoints may be merged;
   *       the state never runs ahead of the rows.
   *   <li>A sync that returns with rows after its last checkpoint is a defect.
   *   <li>A {@link SchemaChange} precedes the first row that needs it.
   * </ol>
   */
  record Checkpoint(State state) implements Operation {
    @Override
    public <R, X extends Exception> R match(Cases<R, X> cases) throws X {
      return cases.checkpoint(this);
    }
  }
}
