package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;

/** What {@code int(x)} and {@code float(x)} do. */
final class Conversions {

  private Conversions() {}

  static Object whole(Object value) {
    Object number = Numbers.integer(value);
    if (number != null) {
      return number;
    }
    if (value instanceof Double real) {
      if (real.isNaN()) {
        throw ValueException.value("cannot convert float NaN to integer");
      }
      if (real.isInfinite()) {
        throw new ValueException(ErrorKind.OVERFLOW, "cannot convert float infinity to integer");
      }
      return Numbers.whole(real);
    }
    String text = Text.of(value);
    if (text == null) {
      throw noNumber("int", value);
    }
    return whole(text, 10);
  }

  static Object whole(String text, int base) {
    if (base != 0 && (base < 2 || base > 36)) {
      throw ValueException.value("int() base must be >= 2 and <= 36, or 0");
    }
    Object number = Numbers.parseWhole(text, base);
    if (number == null) {
      throw ValueException.value("invalid literal for int() with base " + base);
    }
    return number;
  }

  static Double real(Object value) {
    if (Numbers.isNumber(value)) {
      return Numbers.real(value);
    }
    String text = Text.of(value);
    if (text == null) {
      throw noNumber("float", value);
    }
    Double number = Numbers.parseReal(text);
    if (number == null) {
      throw ValueException.value("could not convert string to float: " + Printer.repr(text));
    }
    return number;
  }

  private static ValueException noNumber(String type, Object value) {
    return value instanceof Undefined undefined
        ? undefined.error()
        : ValueException.type(
            type
                + "() argument must be a string or a real number, not '"
                + Printer.typeOf(value)
                + "'");
  }
}
