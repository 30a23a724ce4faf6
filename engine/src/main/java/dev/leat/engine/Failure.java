package dev.leat.engine;

import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.protocol.DefectException;
import dev.leat.sdk.protocol.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Why a sync could not go on, and who must act.
 *
 * @param code who must act
 * @param cause what was thrown
 */
record Failure(ExitCode code, Throwable cause) {

  /** Thrown by the connector. */
  static Failure ofSource(Throwable thrown) {
    return new Failure(
        thrown instanceof ConnectorException ? ExitCode.of(thrown) : ExitCode.DEFECT, thrown);
  }

  /** Thrown by the destination. */
  static Failure ofDestination(Throwable thrown) {
    if (thrown instanceof SchemaContractException) {
      return new Failure(ExitCode.SOURCE_DATA, thrown);
    }
    if (thrown instanceof PipelineBusyException) {
      return new Failure(ExitCode.BUSY, thrown);
    }
    boolean passes =
        thrown instanceof StaleSessionException
            || thrown instanceof UncheckedIOException
            || thrown instanceof IOException;
    return passes ? new Failure(ExitCode.SOURCE_UNAVAILABLE, thrown) : ofSource(thrown);
  }

  /** Somebody stopped the sync. */
  static Failure stopped(Throwable thrown) {
    return new Failure(ExitCode.TERMINATED, thrown);
  }

  /** Whether the author of the connector, or of the engine, needs to see where it happened. */
  boolean isCrash() {
    // The report of another process's crash is in what that process said.
    return code == ExitCode.DEFECT && !(cause instanceof DefectException);
  }

  /** What was thrown and why, for people; not yet masked. */
  String message() {
    if (code == ExitCode.TERMINATED) {
      return "The sync was stopped before its end";
    }
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (isCrash() && !(cause instanceof ContractViolation)) {
      return "A defect, " + cause.getClass().getName() + (message.isBlank() ? "" : ": " + message);
    }
    return message.isBlank() ? cause.getClass().getName() : message;
  }
}
