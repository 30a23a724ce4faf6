package dev.leat.engine;

import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.Remedy;
import dev.leat.sdk.protocol.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Why a sync could not go on, and who must act.
 *
 * @param code who must act
 * @param cause what was thrown
 * @param message what was thrown and why, for people; not yet masked
 */
record SyncFailure(ExitCode code, Throwable cause, String message) {

  /** Thrown by the connector. */
  static SyncFailure ofSource(Throwable thrown) {
    ExitCode code = thrown instanceof ConnectorException ? ExitCode.of(thrown) : ExitCode.DEFECT;
    return new SyncFailure(code, thrown, FailureText.of(thrown));
  }

  /** Thrown by the destination, or by the engine itself. */
  static SyncFailure ofDestination(Throwable thrown) {
    ExitCode code = codeOfDestination(thrown);
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    String name = thrown.getClass().getName();
    if (code == ExitCode.DEFECT) {
      String shown = message.isBlank() ? "" : ": " + message;
      return new SyncFailure(code, thrown, "A defect, " + name + shown);
    }
    return new SyncFailure(code, thrown, message.isBlank() ? name : message);
  }

  /** Somebody stopped the sync. */
  static SyncFailure stopped(Throwable thrown) {
    return new SyncFailure(ExitCode.TERMINATED, thrown, "The sync was stopped before its end");
  }

  /** What helps beyond what the message says; empty if that says it all. */
  Optional<Remedy> remedy() {
    return cause instanceof ConnectorException known ? known.remedy() : Optional.empty();
  }

  /** Whether the author of the connector, or of the engine, needs to see where it happened. */
  boolean isCrash() {
    // The report of another process's crash is in what that process said.
    return code == ExitCode.DEFECT && !(cause instanceof DefectException);
  }

  private static ExitCode codeOfDestination(Throwable thrown) {
    if (thrown instanceof SchemaContractException) {
      return ExitCode.SOURCE_DATA;
    }
    if (thrown instanceof PipelineBusyException) {
      return ExitCode.BUSY;
    }
    boolean passes =
        thrown instanceof StaleSessionException
            || thrown instanceof DestinationUnavailableException
            || thrown instanceof UncheckedIOException
            || thrown instanceof IOException;
    if (passes) {
      return ExitCode.SOURCE_UNAVAILABLE;
    }
    return thrown instanceof ConnectorException ? ExitCode.of(thrown) : ExitCode.DEFECT;
  }
}
