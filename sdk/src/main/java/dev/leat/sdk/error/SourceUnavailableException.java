package dev.leat.sdk.error;

/** Wait: the source does not answer, or refuses for now. The next sync resumes. */
public final class SourceUnavailableException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** A failure without an underlying exception. */
  public SourceUnavailableException(String message) {
    this(message, null);
  }

  /** A failure and the exception that shows it; {@code cause} may be null. */
  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.SOURCE_UNAVAILABLE;
  }
}
