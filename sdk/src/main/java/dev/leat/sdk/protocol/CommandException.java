package dev.leat.sdk.protocol;

/** The command line was not understood; the message says which part of it. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
