package dev.leat.engine.destination;

/** Another session has taken this pipeline over since it began; nothing more can be committed. */
public final class StaleSessionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure that people can act on.
   *
   * @param message what was tried, what stands in the way, what to do
   */
  public StaleSessionException(String message) {
    super(message);
  }
}
