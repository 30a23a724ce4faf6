package dev.leat.sdk.http;

import java.util.Optional;

/**
 * The source answered, and the answer was refused: its status is not a success, or its body says
 * that it is not. Always the cause of a {@link dev.leat.sdk.error.ConnectorException}, whose kind
 * says who must act.
 */
public final class HttpStatusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final Remedy remedy;

  /** What the reader of pages can do instead of asking the same again. */
  public enum Remedy {
    /** The pages have to be read again from the first. */
    RESTART,
    /** The page was too large for the source: ask for fewer rows. */
    SMALLER_PAGE,
    /** The window was too large for the source: ask for less time. */
    SMALLER_WINDOW
  }

  /**
   * A refusal.
   *
   * @param status the HTTP status, for example 410
   * @param message method, path and status; no secret
   */
  public HttpStatusException(int status, String message) {
    super(message);
    this.status = status;
    this.remedy = null;
  }

  private HttpStatusException(int status, String message, Remedy remedy) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }

  /** The same refusal, as a rule that knows what to do about it sees it. */
  public HttpStatusException remedy(Remedy what) {
    return new HttpStatusException(status, getMessage(), what);
  }

  /** The same refusal in other words. */
  HttpStatusException saying(String message) {
    return new HttpStatusException(status, message, remedy);
  }

  /** The HTTP status, for example 410; 200 if the body says that it is an error. */
  public int status() {
    return status;
  }

  /** What a rule of the source says can be done; empty if none does. */
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }
}
