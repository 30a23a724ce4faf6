package dev.leat.engine;

import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.protocol.ExitCode;
import java.util.Optional;

/**
 * How a run ended. Immutable.
 *
 * @param outcome for the report
 * @param exitCode for a process
 * @param message why it is not complete; empty if it is; not yet masked
 * @param remedy what helps beyond what the message says; empty if that says it all
 * @param crash for the author of the connector; empty if there is no defect; not yet masked
 */
record Ending(
    SyncReport.Outcome outcome,
    ExitCode exitCode,
    Optional<String> message,
    Optional<Remedy> remedy,
    Optional<String> crash) {

  /** The connector came to its end. */
  static Ending of(SyncResult result) {
    return new Ending(
        result.isComplete() ? SyncReport.Outcome.COMPLETE : SyncReport.Outcome.INCOMPLETE,
        ExitCode.of(result),
        result.incompleteBecause(),
        Optional.empty(),
        Optional.empty());
  }

  /** It could not go on. */
  static Ending of(SyncFailure failure, Optional<String> crash) {
    return new Ending(
        failure.code() == ExitCode.TERMINATED
            ? SyncReport.Outcome.INTERRUPTED
            : SyncReport.Outcome.FAILED,
        failure.code(),
        Optional.of(failure.message()),
        failure.remedy(),
        crash);
  }

  /** Whether the connector came to its end. */
  boolean isOrderly() {
    return outcome == SyncReport.Outcome.COMPLETE || outcome == SyncReport.Outcome.INCOMPLETE;
  }

  /** As the history knows it. */
  RunRecord.Outcome recorded() {
    return switch (outcome) {
      case COMPLETE -> RunRecord.Outcome.COMPLETE;
      case INCOMPLETE -> RunRecord.Outcome.INCOMPLETE;
      case FAILED, INTERRUPTED -> RunRecord.Outcome.FAILED;
    };
  }
}
