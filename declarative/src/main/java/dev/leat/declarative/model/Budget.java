package dev.leat.declarative.model;

import java.util.List;
import java.util.Optional;

/**
 * How often requests may be made.
 *
 * @param calls how many in a period
 * @param period an ISO duration
 * @param windows whether the period begins anew each time it is over, or slides along
 * @param requests which requests count; those that fit any, or all if there are none
 */
public record Budget(
    Expression calls, Expression period, Windows windows, List<Requests> requests) {

  /** How periods follow each other. */
  public enum Windows {
    FIXED,
    SLIDING
  }

  /** Requests of a kind: what is not given fits all. */
  public record Requests(Optional<String> method, Optional<String> pathPattern) {}
}
