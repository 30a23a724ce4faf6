package dev.leat.engine.types;

/** The bytes of a row are no JSON object in UTF-8; the message says at which byte they stop. */
public final class UnreadableRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without an underlying exception. */
  public UnreadableRowException(String message) {
    super(message);
  }
}
