package dev.leat.sdk.error;

import java.util.Optional;

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

  private final Remedy remedy;

  ConnectorException(String message, Throwable cause, Remedy remedy) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** Who must act. */
  public abstract Kind kind();

  /** The same failure in other words: its kind, its cause and its remedy stay. */
  public final ConnectorException saying(String message) {
    ConnectorException same =
        switch (kind()) {
          case CONFIGURATION -> new ConfigurationException(message, getCause(), remedy);
          case SOURCE_UNAVAILABLE -> new SourceUnavailableException(message, getCause(), remedy);
          case SOURCE_DATA -> new SourceDataException(message, getCause(), remedy);
        };
    same.setStackTrace(getStackTrace());
    return same;
  }

  /** What helps beyond what the message says; empty if the message says it all. */
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }
}
