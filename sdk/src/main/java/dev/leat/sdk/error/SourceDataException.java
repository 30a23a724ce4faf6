package dev.leat.sdk.error;

/** The source broke its promise: an answer that is cut, malformed, repeated or out of order. */
public final class SourceDataException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** A failure without an underlying exception. */
  public SourceDataException(String message) {
    this(message, null);
  }

  /** A failure and the exception that shows it; {@code cause} may be null. */
  public SourceDataException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.SOURCE_DATA;
  }
}
