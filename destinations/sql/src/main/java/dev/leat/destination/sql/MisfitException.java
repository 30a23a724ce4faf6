package dev.leat.destination.sql;

/** A row cannot be stored as it is; the message says why. Never leaves this package. */
final class MisfitException extends Exception {

  private static final long serialVersionUID = 1L;

  MisfitException(String message) {
    super(message);
  }
}
