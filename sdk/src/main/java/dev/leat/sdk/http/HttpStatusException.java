package dev.leat.sdk.http;

/**
 * The source answered with a status that is no success. Always the cause of a {@link
 * dev.leat.sdk.error.ConnectorException}, whose kind says who must act.
 */
public final class HttpStatusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status, for example 410
   * @param message method, path and status; no secret
   */
  public HttpStatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status, for example 410. */
  public int status() {
    return status;
  }
}
