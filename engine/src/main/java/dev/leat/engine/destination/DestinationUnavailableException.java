package dev.leat.engine.destination;

/**
 * The destination cannot be reached, or was lost, or refuses for a while; waiting helps. What was
 * committed stands, and the next sync resumes from there.
 */
public final class DestinationUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure that passes.
   *
   * @param message what was tried, what came back, what to do
   */
  public DestinationUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
