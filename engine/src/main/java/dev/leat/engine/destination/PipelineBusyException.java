package dev.leat.engine.destination;

/** Another process runs this pipeline; the message names its pid and when it started. */
public final class PipelineBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure that people can act on.
   *
   * @param message what was tried, what stands in the way, what to do
   */
  public PipelineBusyException(String message) {
    super(message);
  }
}
