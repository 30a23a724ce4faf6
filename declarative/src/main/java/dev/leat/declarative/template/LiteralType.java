package dev.leat.declarative.template;

import dev.leat.declarative.template.value.Numbers;
import java.util.List;

/** A type of Python that a field accepts; a literal of another type stays text. */
public enum LiteralType {
  /** Text. */
  STR,
  /** Whole numbers, and booleans, which count as such. */
  INT,
  /** Floats. */
  FLOAT,
  /** Booleans. */
  BOOL,
  /** Lists. */
  LIST;

  boolean accepts(Object value) {
    return switch (this) {
      case STR -> value instanceof String;
      case INT -> Numbers.isWhole(value);
      case FLOAT -> value instanceof Double;
      case BOOL -> value instanceof Boolean;
      case LIST -> value instanceof List;
    };
  }
}
