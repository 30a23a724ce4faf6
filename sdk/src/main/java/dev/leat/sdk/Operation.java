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

  /** Answers by the kind of the operation; a new kind breaks the build of whoever forgets it. */
  <R> R match(Cases<R> cases);

  /**
   * One answer for each kind of operation.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {
    R upsert(Upsert upsert);

    R update(Update update);

    R delete(Delete delete);

    R truncate(Truncate truncate);

    R schemaChange(SchemaChange schemaChange);

    R warning(Warning warning);

    R progress(Progress progress);

    R checkpoint(Checkpoint checkpoint);
  }

  /**
   * A row is new or has changed.
   *
   * @param row the whole row, its key included
   */
  record Upsert(TableName table, Row row) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
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
    public <R> R match(Cases<R> cases) {
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
    public <R> R match(Cases<R> cases) {
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
    public <R> R match(Cases<R> cases) {
      return cases.truncate(this);
    }
  }

  /** A table is new or has other columns. Precedes the first row that needs it. */
  record SchemaChange(Table table) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.schemaChange(this);
    }
  }

  /** Something that people should know, and that does not stop the sync. */
  record Warning(String message) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
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
    public <R> R match(Cases<R> cases) {
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
    public <R> R match(Cases<R> cases) {
      return cases.checkpoint(this);
    }
  }
}
