package dev.leat.engine.destination;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a pipeline, for its history. Immutable. Holds no secret.
 *
 * @param id unique
 * @param pipeline its name
 * @param connectorVersion as the connector states it
 * @param startedAt when it started
 * @param endedAt when it ended; empty while it runs, and forever if it was killed
 * @param outcome how it stands
 * @param message why it is incomplete or failed; empty otherwise
 * @param tables counts by table as a JSON object: the {@code tables} of the run report
 */
public record RunRecord(
    String id,
    String pipeline,
    String connectorVersion,
    Instant startedAt,
    Optional<Instant> endedAt,
    Outcome outcome,
    Optional<String> message,
    String tables) {

  /** How a run stands. */
  public enum Outcome {
    RUNNING,
    COMPLETE,
    INCOMPLETE,
    FAILED
  }
}
