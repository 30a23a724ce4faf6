package dev.leat.sdk.protocol;

/** The process at the other end said that its connector crashed; its stderr has the report. */
public final class DefectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the process said of the crash. */
  public DefectException(String message) {
    super(message);
  }
}
