package dev.leat.engine;

import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a sync is to be run. Immutable.
 *
 * @param tables the tables to read; empty for all that are discovered
 * @param start from the stored state, or from the beginning
 * @param contract what happens to rows that do not fit the stored tables
 * @param deletes what a delete does
 * @param nested what becomes of lists within rows
 * @param commits which checkpoints are committed
 * @param bytesInFlight how much may wait between source and destination before the source has to
 *     wait, at least 64 KB; it may be exceeded by one page
 * @param stopGrace how long a connector may take to end after it was interrupted
 * @param pipeline by what name state, runs and tables are kept; empty for the connector's name
 * @param dataset the schema in which the tables are; empty for one named like the pipeline
 */
public record SyncOptions(
    List<TableName> tables,
    SessionRequest.Start start,
    SchemaContract contract,
    SessionRequest.Deletes deletes,
    SessionRequest.Nested nested,
    CommitPolicy commits,
    long bytesInFlight,
    Duration stopGrace,
    Optional<String> pipeline,
    Optional<String> dataset) {

  private static final long LEAST_IN_FLIGHT = 64L << 10;

  /**
   * All tables, from the stored state, evolving, with hard deletes, lists as JSON, and 16 MB in
   * flight.
   */
  public static final SyncOptions DEFAULT =
      new SyncOptions(
          List.of(),
          SessionRequest.Start.RESUME,
          SchemaContract.EVOLVE,
          SessionRequest.Deletes.HARD,
          SessionRequest.Nested.JSON,
          CommitPolicy.DEFAULT,
          16L << 20,
          Duration.ofSeconds(12),
          Optional.empty(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if the bytes in flight or the grace are below their least
   *     value
   */
  public SyncOptions {
    tables = List.copyOf(tables);
    if (bytesInFlight < LEAST_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "At least " + LEAST_IN_FLIGHT + " bytes must fit in flight, got " + bytesInFlight);
    }
    if (stopGrace.isNegative()) {
      throw new IllegalArgumentException("A grace is not negative, got " + stopGrace);
    }
  }

  /** These options for some tables only; for all if the list is empty. */
  public SyncOptions tables(List<TableName> names) {
    return changed(draft -> draft.tables = names);
  }

  /** These options with another start. */
  public SyncOptions start(SessionRequest.Start other) {
    return changed(draft -> draft.start = other);
  }

  /** These options with another contract. */
  public SyncOptions contract(SchemaContract other) {
    return changed(draft -> draft.contract = other);
  }

  /** These options with other deletes. */
  public SyncOptions deletes(SessionRequest.Deletes other) {
    return changed(draft -> draft.deletes = other);
  }

  /** These options with another treatment of lists within rows. */
  public SyncOptions nested(SessionRequest.Nested other) {
    return changed(draft -> draft.nested = other);
  }

  /** These options with another commit policy. */
  public SyncOptions commits(CommitPolicy other) {
    return changed(draft -> draft.commits = other);
  }

  /** These options with another bound on what is in flight. */
  public SyncOptions bytesInFlight(long bytes) {
    return changed(draft -> draft.bytesInFlight = bytes);
  }

  /** These options with another grace for a connector that is interrupted. */
  public SyncOptions stopGrace(Duration other) {
    return changed(draft -> draft.stopGrace = other);
  }

  /** These options for a pipeline of that name. */
  public SyncOptions pipeline(String name) {
    return changed(draft -> draft.pipeline = Optional.of(name));
  }

  /** These options for tables in a schema of that name. */
  public SyncOptions dataset(String name) {
    return changed(draft -> draft.dataset = Optional.of(name));
  }

  private SyncOptions changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new SyncOptions(
        draft.tables,
        draft.start,
        draft.contract,
        draft.deletes,
        draft.nested,
        draft.commits,
        draft.bytesInFlight,
        draft.stopGrace,
        draft.pipeline,
        draft.dataset);
  }

  /** What can be changed. */
  private static final class Draft {
    private List<TableName> tables;
    private SessionRequest.Start start;
    private SchemaContract contract;
    private SessionRequest.Deletes deletes;
    private SessionRequest.Nested nested;
    private CommitPolicy commits;
    private long bytesInFlight;
    private Duration stopGrace;
    private Optional<String> pipeline;
    private Optional<String> dataset;

    Draft(SyncOptions from) {
      tables = from.tables;
      start = from.start;
      contract = from.contract;
      deletes = from.deletes;
      nested = from.nested;
      commits = from.commits;
      bytesInFlight = from.bytesInFlight;
      stopGrace = from.stopGrace;
      pipeline = from.pipeline;
      dataset = from.dataset;
    }
  }
}
