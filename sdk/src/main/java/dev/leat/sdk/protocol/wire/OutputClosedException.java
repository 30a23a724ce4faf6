package dev.leat.sdk.protocol.wire;

import java.io.IOException;

/**
 * Nobody takes the lines any more, for example because the process behind the pipe has ended. Never
 * a fault of the connector: whoever writes stops without a word.
 */
public final class OutputClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputClosedException(IOException cause) {
    super("The lines cannot be written: " + cause.getMessage(), cause);
  }
}
