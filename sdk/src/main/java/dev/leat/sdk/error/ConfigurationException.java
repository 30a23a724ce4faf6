package dev.leat.sdk.error;

/** Fix the settings: one is missing, wrong or not permitted. The message lists every problem. */
public final class ConfigurationException extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** A failure without an underlying exception. */
  public ConfigurationException(String message) {
    this(message, null);
  }

  /** A failure and the exception that shows it; {@code cause} may be null. */
  public ConfigurationException(String message, Throwable cause) {
    this(message, cause, null);
  }

  /**
   * A failure that something helps against which only the host can word.
   *
   * @param message says what is wrong, and nothing of how a host does what helps
   * @param cause the exception that shows it; may be null
   * @param remedy what helps; null if the message says it all
   */
  public ConfigurationException(String message, Throwable cause, Remedy remedy) {
    super(message, cause, remedy);
  }

  @Override
  public Kind kind() {
    return Kind.CONFIGURATION;
  }
}
