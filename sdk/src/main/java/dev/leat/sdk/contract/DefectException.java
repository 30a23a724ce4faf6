package dev.leat.sdk.contract;

/** The process of a connector said that its connector crashed; its stderr has the report. */
public final class DefectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the process said of the crash. */
  public DefectException(String message) {
    super(message);
  }
}
