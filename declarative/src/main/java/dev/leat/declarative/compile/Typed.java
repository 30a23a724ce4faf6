package dev.leat.declarative.compile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Values of a type that a file asks for. Stateless. */
final class Typed {

  private Typed() {}

  /** The value in that type; null if it cannot be one. Without a type, the value itself. */
  static Object of(Object value, Optional<String> type) {
    if (type.isEmpty() || value == null) {
      return value;
    }
    return switch (type.get()) {
      case "string" -> Values.text(value);
      case "boolean" -> flag(value);
      case "integer" -> whole(value);
      default -> number(value);
    };
  }

  private static Object flag(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    return switch (Values.text(value)) {
      case "True", "true" -> true;
      case "False", "false" -> false;
      default -> null;
    };
  }

  private static Object number(Object value) {
    if (value instanceof Boolean) {
      return null;
    }
    if (value instanceof Number) {
      return value;
    }
    try {
      BigDecimal exact = new BigDecimal(Values.text(value).strip());
      return exact.scale() <= 0 ? exact.toBigInteger() : exact;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Object whole(Object value) {
    Object number = number(value);
    if (number == null || number instanceof Long || number instanceof BigInteger) {
      return number;
    }
    try {
      return new BigDecimal(number.toString()).toBigIntegerExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
