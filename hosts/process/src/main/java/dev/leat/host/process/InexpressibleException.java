package dev.leat.host.process;

/**
 * The connector said what the platform's protocol has no word for, and leaving it out would store
 * wrong rows. The message says what was said, what the platform would make of it, and what to do.
 */
public final class InexpressibleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A thing that cannot be passed on. */
  public InexpressibleException(String message) {
    super(message);
  }
}
