package dev.leat.engine.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

  private static final JsonMapper JSON = new JsonMapper();

  /** How many rows were committed, as {@link #tables} tells; 0 if that is something else. */
  public long rows() {
    try {
      long rows = 0;
      for (JsonNode table : JSON.readTree(tables)) {
        rows += table.path("upserts").asLong();
        rows += table.path("updates").asLong();
        rows += table.path("deletes").asLong();
        rows += table.path("set_aside").asLong();
      }
      return rows;
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  /** How a run stands. */
  public enum Outcome {
    RUNNING,
    COMPLETE,
    INCOMPLETE,
    FAILED
  }
}
