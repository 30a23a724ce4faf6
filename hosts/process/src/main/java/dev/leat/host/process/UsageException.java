package dev.leat.host.process;

/** The command line was not understood. The message says what was expected. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A command line that cannot be followed. */
  public UsageException(String message) {
    super(message);
  }
}
