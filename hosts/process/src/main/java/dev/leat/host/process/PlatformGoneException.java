package dev.leat.host.process;

import java.io.IOException;

/** Nobody takes the lines any more: whoever writes stops without a word. */
public final class PlatformGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PlatformGoneException(IOException cause) {
    super("The lines cannot be written: " + cause.getMessage(), cause);
  }
}
