package dev.leat.engine;

import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.destination.StaleSessionException;
import dev.leat.sdk.error.ConnectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Why a sync could not go on, and who must act.
 *
 * @param kind who must act
 * @param cause what was thrown
 */
record Failure(Kind kind, Throwable cause) {

  /** Who must act, and the exit code that says so. */
  enum Kind {
    CONFIGURATION(10),
    UNAVAILABLE(11),
    DATA(12),
    DEFECT(70),
    STOPPED(143);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** Thrown by the connector. */
  static Failure ofSource(Throwable thrown) {
    return new Failure(
        thrown instanceof ConnectorException known ? kind(known) : Kind.DEFECT, thrown);
  }

  /** Thrown by the destination. */
  static Failure ofDestination(Throwable thrown) {
    if (thrown instanceof ConnectorException known) {
      return new Failure(kind(known), thrown);
    }
    if (thrown instanceof SchemaContractException) {
      return new Failure(Kind.DATA, thrown);
    }
    boolean passes =
        thrown instanceof PipelineBusyException
            || thrown instanceof StaleSessionException
            || thrown instanceof UncheckedIOException
            || thrown instanceof IOException;
    return new Failure(passes ? Kind.UNAVAILABLE : Kind.DEFECT, thrown);
  }

  /** Somebody stopped the sync. */
  static Failure stopped(Throwable thrown) {
    return new Failure(Kind.STOPPED, thrown);
  }

  /** What was thrown and why, for people; not yet masked. */
  String message() {
    if (kind == Kind.STOPPED) {
      return "The sync was stopped before its end";
    }
    String message = Optional.ofNullable(cause.getMessage()).orElse("");
    if (kind == Kind.DEFECT && !(cause instanceof ContractViolation)) {
      return "A defect, " + cause.getClass().getName() + (message.isBlank() ? "" : ": " + message);
    }
    return message.isBlank() ? cause.getClass().getName() : message;
  }

  private static Kind kind(ConnectorException known) {
    return switch (known.kind()) {
      case CONFIGURATION -> Kind.CONFIGURATION;
      case SOURCE_UNAVAILABLE -> Kind.UNAVAILABLE;
      case SOURCE_DATA -> Kind.DATA;
    };
  }
}
