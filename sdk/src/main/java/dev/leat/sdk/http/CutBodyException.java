package dev.leat.sdk.http;

import java.io.IOException;

/** An answer began and broke off before all of it was there. */
final class CutBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String start;

  /**
   * A cut answer.
   *
   * @param start the first characters of what came; may hold a secret
   */
  CutBodyException(String start, IOException cause) {
    super("the answer broke off", cause);
    this.start = start;
  }

  String start() {
    return start;
  }
}
