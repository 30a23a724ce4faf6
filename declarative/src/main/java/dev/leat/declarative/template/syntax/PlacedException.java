package dev.leat.declarative.template.syntax;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.ValueException;

/** A mistake and the place within the template where it was found. */
public final class PlacedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorKind kind;
  private final transient Tag tag;

  /** A mistake of a kind at a place. */
  public PlacedException(ErrorKind kind, String message, Tag tag) {
    super(message, null, false, false);
    this.kind = kind;
    this.tag = tag;
  }

  /** A failed operation, with its place. */
  public PlacedException(ValueException cause, Tag tag) {
    this(cause.kind(), cause.getMessage(), tag);
  }

  /** What kind of mistake it is. */
  public ErrorKind kind() {
    return kind;
  }

  /** Where it stands. */
  public Tag tag() {
    return tag;
  }
}
