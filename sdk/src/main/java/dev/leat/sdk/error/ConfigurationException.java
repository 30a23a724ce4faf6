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
    super(message, cause);
  }

  @Override
  public Kind kind() {
    return Kind.CONFIGURATION;
  }
}
