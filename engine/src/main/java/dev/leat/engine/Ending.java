package dev.leat.engine;

import dev.leat.engine.destination.RunRecord;
import dev.leat.sdk.SyncResult;
import java.util.Optional;

/**
 * How a run ended. Immutable.
 *
 * @param outcome for the report
 * @param exitCode for a process
 * @param message why it is not complete; empty if it is; masked
 * @param crash for the author of the connector; empty if there is no defect; masked
 */
record Ending(
    SyncReport.Outcome outcome, int exitCode, Optional<String> message, Optional<String> crash) {

  private static final int EXIT_COMPLETE = 0;
  private static final int EXIT_INCOMPLETE = 3;

  /** The connector came to its end. */
  static Ending of(SyncResult result) {
    return result.isComplete()
        ? new Ending(SyncReport.Outcome.COMPLETE, EXIT_COMPLETE, Optional.empty(), Optional.empty())
        : new Ending(
            SyncReport.Outcome.INCOMPLETE,
            EXIT_INCOMPLETE,
            result.incompleteBecause(),
            Optional.empty());
  }

  /** It could not go on. */
  static Ending of(Failure failure, Optional<String> crash) {
    return new Ending(
        failure.kind() == Failure.Kind.STOPPED
            ? SyncReport.Outcome.INTERRUPTED
            : SyncReport.Outcome.FAILED,
        failure.kind().exitCode(),
        Optional.of(failure.message()),
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
