package dev.leat.declarative.template.value;

/**
 * A value that does not exist: prints as nothing, counts as false, and fails as soon as something
 * is asked of it.
 */
public final class Undefined extends TemplateObject {

  private final ErrorKind kind;
  private final String message;

  private Undefined(ErrorKind kind, String message) {
    this.kind = kind;
    this.message = message;
  }

  /** A name that stands for nothing. */
  public static Undefined name(String name) {
    return new Undefined(ErrorKind.UNDEFINED, Printer.repr(name) + " is undefined");
  }

  /** An attribute, key or position that a value lacks. */
  public static Undefined member(Object owner, Object name) {
    String what =
        name instanceof String
            ? Printer.typeOf(owner) + " object' has no attribute " + Printer.repr(name)
            : Printer.typeOf(owner) + " object' has no element " + Printer.repr(name);
    return new Undefined(ErrorKind.UNDEFINED, "'" + what);
  }

  /** An attribute that templates must not reach. */
  public static Undefined unsafe(Object owner, String name) {
    return new Undefined(
        ErrorKind.UNSAFE,
        "access to attribute '" + name + "' of '" + Printer.typeOf(owner) + "' object is unsafe");
  }

  /** For any other reason. */
  public static Undefined because(String message) {
    return new Undefined(ErrorKind.UNDEFINED, message);
  }

  /** The error of asking something of it. */
  public ValueException error() {
    return new ValueException(kind, message);
  }

  @Override
  public String typeName() {
    return "Undefined";
  }

  @Override
  public String repr() {
    return "Undefined";
  }

  @Override
  public String print() {
    return "";
  }

  @Override
  public boolean truth() {
    return false;
  }

  @Override
  public Object attribute(String name) {
    if (name.startsWith("__")) {
      return UNKNOWN;
    }
    throw error();
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    throw error();
  }

  @Override
  public Object order(Object other) {
    throw error();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
