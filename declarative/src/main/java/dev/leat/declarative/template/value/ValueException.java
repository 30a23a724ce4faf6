package dev.leat.declarative.template.value;

/**
 * An operation on values failed. Becomes a template error with its place; made often and thrown
 * away often, so it carries no stack trace.
 */
public final class ValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorKind kind;

  /**
   * @param kind what kind of mistake it is
   * @param message what was tried and what came back, without values of the user's data if possible
   */
  public ValueException(ErrorKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** An operation that does not fit the types of its values. */
  public static ValueException type(String message) {
    return new ValueException(ErrorKind.TYPE, message);
  }

  /** A value that does not fit. */
  public static ValueException value(String message) {
    return new ValueException(ErrorKind.VALUE, message);
  }

  /** What kind of mistake it is. */
  public ErrorKind kind() {
    return kind;
  }
}
