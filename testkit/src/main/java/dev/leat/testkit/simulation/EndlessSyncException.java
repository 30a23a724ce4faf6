package dev.leat.testkit.simulation;

/** A sync asked more often than any end could be far away. */
final class EndlessSyncException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EndlessSyncException(long requests) {
    super("No end after " + requests + " requests");
  }
}
