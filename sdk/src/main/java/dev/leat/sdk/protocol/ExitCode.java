package dev.leat.sdk.protocol;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.protocol.wire.OutputClosedException;

/** How a process ended, for whoever started it. */
public enum ExitCode {
  /** Done; nothing was missed. */
  COMPLETE(0),
  /** The command line was not understood. */
  USAGE(2),
  /** Done, but rows may have been missed; the reason was said. */
  INCOMPLETE(3),
  /** Somebody must change a setting, a permission or a file. */
  CONFIGURATION(10),
  /** Wait; the next sync resumes. */
  SOURCE_UNAVAILABLE(11),
  /** The source broke its promise. */
  SOURCE_DATA(12),
  /** The connector crashed. */
  DEFECT(70),
  /** Another process runs this pipeline; as sysexits.h has it for "try again later". */
  BUSY(75),
  /** Nobody took the output any more; as a shell reports SIGPIPE. */
  OUTPUT_CLOSED(141),
  /** Told to stop; what was checkpointed stands. As a shell reports SIGTERM. */
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the process returns to the system. */
  public int number() {
    return number;
  }

  /** How a sync with this result ends. */
  public static ExitCode of(SyncResult result) {
    return result.isComplete() ? COMPLETE : INCOMPLETE;
  }

  /** How a command that failed ends; what nobody expected is a {@link #DEFECT}. */
  public static ExitCode of(Throwable failure) {
    if (failure instanceof ConnectorException known) {
      return switch (known.kind()) {
        case CONFIGURATION -> CONFIGURATION;
        case SOURCE_UNAVAILABLE -> SOURCE_UNAVAILABLE;
        case SOURCE_DATA -> SOURCE_DATA;
      };
    }
    if (failure instanceof OutputClosedException) {
      return OUTPUT_CLOSED;
    }
    return failure instanceof InterruptedException ? TERMINATED : DEFECT;
  }
}
