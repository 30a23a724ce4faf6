package dev.leat.engine;

import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SessionRequest;
import dev.leat.sdk.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    return new SyncOptions(
        names,
        start,
        contract,
        deletes,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with another start. */
  public SyncOptions start(SessionRequest.Start other) {
    return new SyncOptions(
        tables,
        other,
        contract,
        deletes,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with another contract. */
  public SyncOptions contract(SchemaContract other) {
    return new SyncOptions(
        tables,
        start,
        other,
        deletes,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with other deletes. */
  public SyncOptions deletes(SessionRequest.Deletes other) {
    return new SyncOptions(
        tables,
        start,
        contract,
        other,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with another treatment of lists within rows. */
  public SyncOptions nested(SessionRequest.Nested other) {
    return new SyncOptions(
        tables,
        start,
        contract,
        deletes,
        other,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with another commit policy. */
  public SyncOptions commits(CommitPolicy other) {
    return new SyncOptions(
        tables,
        start,
        contract,
        deletes,
        nested,
        other,
        bytesInFlight,
        stopGrace,
        pipeline,
        dataset);
  }

  /** These options with another bound on what is in flight. */
  public SyncOptions bytesInFlight(long bytes) {
    return new SyncOptions(
        tables, start, contract, deletes, nested, commits, bytes, stopGrace, pipeline, dataset);
  }

  /** These options with another grace for a connector that is interrupted. */
  public SyncOptions stopGrace(Duration other) {
    return new SyncOptions(
        tables, start, contract, deletes, nested, commits, bytesInFlight, other, pipeline, dataset);
  }

  /** These options for a pipeline of that name. */
  public SyncOptions pipeline(String name) {
    return new SyncOptions(
        tables,
        start,
        contract,
        deletes,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        Optional.of(name),
        dataset);
  }

  /** These options for tables in a schema of that name. */
  public SyncOptions dataset(String name) {
    return new SyncOptions(
        tables,
        start,
        contract,
        deletes,
        nested,
        commits,
        bytesInFlight,
        stopGrace,
        pipeline,
        Optional.of(name));
  }
}
