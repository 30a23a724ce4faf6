package dev.leat.declarative.template;

import dev.leat.declarative.template.value.ErrorKind;

/**
 * A template that cannot be read or evaluated. The message names the file, the line, the expression
 * and the reason. It may quote parts of values that the template worked on.
 */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorKind kind;
  private final transient Place place;
  private final int line;
  private final String expression;
  private final String reason;

  TemplateException(
      ErrorKind kind, Place place, int lineOfTemplate, String expression, String reason) {
    super(place.describe(lineOfTemplate) + ": " + expression + " " + verb(kind) + ": " + reason);
    this.kind = kind;
    this.place = place;
    this.line = place.line() + lineOfTemplate - 1;
    this.expression = expression;
    this.reason = reason;
  }

  private static String verb(ErrorKind kind) {
    return switch (kind) {
      case SYNTAX, UNKNOWN_FUNCTION -> "is not a template";
      case LIMIT -> "was stopped";
      default -> "cannot be evaluated";
    };
  }

  /** What kind of mistake it is. */
  public ErrorKind kind() {
    return kind;
  }

  /** Where the template is written. */
  public Place place() {
    return place;
  }

  /** The line of the expression within the file, from 1. */
  public int line() {
    return line;
  }

  /** The expression or statement that failed, with its braces. */
  public String expression() {
    return expression;
  }

  /** Why it failed, without the place. */
  public String reason() {
    return reason;
  }
}
