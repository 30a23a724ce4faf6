package dev.leat.engine;

import dev.leat.sdk.error.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a sync did. Immutable. Holds no secret.
 *
 * @param runId the run's id in the destination's history
 * @param pipeline its name: the connector's, unless it was given another
 * @param connectorVersion as the connector states it
 * @param startedAt when it started
 * @param duration how long it took
 * @param outcome how it ended
 * @param exitCode how a process that ran this sync ends: the number of an {@link
 *     dev.leat.sdk.protocol.ExitCode}. A destination that cannot be reached, or is busy, counts as
 *     a source that is unavailable: wait
 * @param message why it is not complete, and what to do; empty if it is
 * @param remedy what helps beyond what the message says, for the host to word; empty if the message
 *     says it all
 * @param resumed what it took over from a run that had not ended; empty if there was none
 * @param crash what the author of the connector needs to find a defect, many lines; empty if there
 *     was none
 * @param tables one report a table, in the order in which they were selected
 * @param rowsCommitted upserts, updates and deletes that this run has made durable
 * @param schemaChanges announced by the connector
 * @param checkpoints sent by the connector
 * @param commits made by the destination
 * @param warnings of the connector and the destination, in order; the first {@link #MOST_WARNINGS}
 */
public record SyncReport(
    String runId,
    String pipeline,
    String connectorVersion,
    Instant startedAt,
    Duration duration,
    Outcome outcome,
    int exitCode,
    Optional<String> message,
    Optional<Remedy> remedy,
    Optional<String> resumed,
    Optional<String> crash,
    List<TableReport> tables,
    long rowsCommitted,
    long schemaChanges,
    long checkpoints,
    long commits,
    List<String> warnings) {

  /** More warnings than these are only told to the listener. */
  public static final int MOST_WARNINGS = 100;

  /** How a sync ended. */
  public enum Outcome {
    /** Nothing was missed. */
    COMPLETE,
    /** Everything that was read is stored, but rows may have been missed. */
    INCOMPLETE,
    /** It could not go on; what was committed is safe. */
    FAILED,
    /** Somebody stopped it; what was committed is safe. */
    INTERRUPTED
  }

  /** Copies the lists. */
  public SyncReport {
    tables = List.copyOf(tables);
    warnings = List.copyOf(warnings);
  }

  /** What all tables together sent. */
  public RowCounts calls() {
    return tables.stream().map(TableReport::read).reduce(RowCounts.NONE, RowCounts::plus);
  }

  /** The one line that says how it ended, why, and what is safe. */
  public String verdict() {
    return ReportText.verdict(this);
  }

  /** The report for people: tables, cursors, warnings, the calls, and last the verdict. */
  public String text() {
    return ReportText.of(this);
  }

  /** The same as one JSON object on one line. */
  public String json() {
    return ReportJson.of(this);
  }
}
