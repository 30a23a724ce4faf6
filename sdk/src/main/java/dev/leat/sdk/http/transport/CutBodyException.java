package dev.leat.sdk.http.transport;

import java.io.IOException;

/** An answer began and broke off before all of it was there. */
public final class CutBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String start;

  /**
   * A cut answer.
   *
   * @param start the first characters of what came; may hold a secret
   */
  public CutBodyException(String start, IOException cause) {
    super("the answer broke off", cause);
    this.start = start;
  }

  /** The first characters of what came; may hold a secret. */
  public String start() {
    return start;
  }
}
