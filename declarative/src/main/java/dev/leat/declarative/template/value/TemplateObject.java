package dev.leat.declarative.template.value;

/**
 * A value that is not one of Java's own: a tuple, bytes, a time, a function.
 *
 * <p>An operation that a kind of object does not know answers {@link #UNKNOWN}; the other side is
 * asked then, and in the end the operation fails as Python's does.
 */
public abstract class TemplateObject {

  /** The answer of an object that does not know the attribute or operation. */
  public static final Object UNKNOWN =
      new Object() {
        @Override
        public String toString() {
          return "unknown";
        }
      };

  /** For subclasses. */
  protected TemplateObject() {}

  /** The name of the type, as messages show it. */
  public abstract String typeName();

  /** What {@code repr} prints. */
  public abstract String repr();

  /** What printing prints; by default the same as {@link #repr}. */
  public String print() {
    return repr();
  }

  /** Whether it counts as true. */
  public boolean truth() {
    return true;
  }

  /**
   * An attribute.
   *
   * @return its value, or {@link #UNKNOWN}
   */
  public Object attribute(String name) {
    return UNKNOWN;
  }

  /**
   * An operation with another value.
   *
   * @param operator the sign, for example {@code +}
   * @param other the other value
   * @param reflected true if this object stands on the right
   * @return the result, or {@link #UNKNOWN}
   */
  public Object operate(String operator, Object other, boolean reflected) {
    return UNKNOWN;
  }

  /**
   * The order of this object and another.
   *
   * @return an {@code Integer} below, at or above zero, or {@link #UNKNOWN}
   */
  public Object order(Object other) {
    return UNKNOWN;
  }

  @Override
  public final String toString() {
    return typeName();
  }
}
