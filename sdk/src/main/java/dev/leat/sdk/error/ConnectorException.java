package dev.leat.sdk.error;

/**
 * A failure that a connector understands. Its message is for the person who runs the sync: what was
 * tried, what came back, what to do. It never holds a secret.
 */
public abstract sealed class ConnectorException extends RuntimeException
    permits ConfigurationException, SourceUnavailableException, SourceDataException {

  private static final long serialVersionUID = 1L;

  /** Who must act. */
  public enum Kind {
    /** Somebody must change a setting, a permission or a file. */
    CONFIGURATION,
    /** Nobody: the source will be back, and the next sync resumes. */
    SOURCE_UNAVAILABLE,
    /** The owner of the source, or the connector's author: the source broke its promise. */
    SOURCE_DATA
  }

  ConnectorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Who must act. */
  public abstract Kind kind();
}
