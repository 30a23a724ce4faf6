package dev.leat.host.fivetran.tester;

import io.grpc.Status;
import java.util.Optional;

/**
 * How one update went.
 *
 * @param counts what was said
 * @param status how the stream ended; CANCELLED if it was cut on purpose
 * @param task what the user was asked to do; empty if nothing
 */
record UpdateOutcome(OperationCounts counts, Status status, Optional<String> task) {

  /** Whether the stream ended in good order and nothing is left for the user to do. */
  boolean isSuccess() {
    return status.isOk() && task.isEmpty();
  }
}
