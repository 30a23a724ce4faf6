package dev.leat.declarative.template.function;

import dev.leat.declarative.template.time.Delta;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Jinja's filters of numbers. */
final class NumberFilters {

  private NumberFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    Filter.add(filters, "int", 1, "value default base", NumberFilters::whole);
    Filter.add(filters, "float", 1, "value default", NumberFilters::real);
    Filter.add(filters, "abs", 1, "x", (b, g) -> absolute(b[0]));
    Filter.add(filters, "round", 1, "value precision method", NumberFilters::round);
    Filter.add(filters, "filesizeformat", 1, "value binary", NumberFilters::fileSize);
    return filters;
  }

  private static Object whole(Object[] bound, Arguments given) {
    Object value = bound[0];
    Object otherwise = Filter.or(bound[1], 0L);
    try {
      String text = Text.of(value);
      return text == null
          ? Conversions.whole(value)
          : Conversions.whole(text, Filter.number(bound[2], 10));
    } catch (ValueException e) {
      if (e.kind() != ErrorKind.TYPE && e.kind() != ErrorKind.VALUE) {
        throw e;
      }
    }
    try {
      return Conversions.whole(Conversions.real(value));
    } catch (ValueException e) {
      if (List.of(ErrorKind.TYPE, ErrorKind.VALUE, ErrorKind.OVERFLOW).contains(e.kind())) {
        return otherwise;
      }
      throw e;
    }
  }

  private static Object real(Object[] bound, Arguments given) {
    try {
      return Conversions.real(bound[0]);
    } catch (ValueException e) {
      if (e.kind() == ErrorKind.TYPE || e.kind() == ErrorKind.VALUE) {
        return Filter.or(bound[1], 0.0);
      }
      throw e;
    }
  }

  private static Object absolute(Object value) {
    Object whole = Numbers.integer(value);
    if (whole != null) {
      return Numbers.big(whole).signum() < 0 ? Operators.negate(whole) : whole;
    }
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    if (value instanceof Delta delta) {
      return Delta.ofMicros(Math.abs(delta.micros()));
    }
    throw ValueException.type("bad operand type for abs(): '" + Printer.typeOf(value) + "'");
  }

  private static Object round(Object[] bound, Arguments given) {
    Object method = Filter.or(bound[2], "common");
    if (!List.of("common", "ceil", "floor").contains(Printer.print(method))) {
      throw Filter.argument("method must be common, ceil or floor");
    }
    Object value = bound[0];
    if (!Numbers.isNumber(value)) {
      throw ValueException.type(
          "type " + Printer.typeOf(value) + " doesn't define __round__ method");
    }
    Object precision = Filter.or(bound[1], 0L);
    if (method.equals("common")) {
      if (precision == null) {
        return value instanceof Double number
            ? Conversions.whole(Math.rint(number))
            : Numbers.integer(value);
      }
      return rounded(value, Numbers.position(precision));
    }
    Object power = Operators.power(10L, precision, given.budget());
    Object scaled = Operators.multiply(value, power, given.budget());
    return Operators.divide(edge(scaled, method.equals("ceil")), power);
  }

  private static Object edge(Object number, boolean up) {
    if (!(number instanceof Double real)) {
      return number;
    }
    return Conversions.whole(up ? Math.ceil(real) : Math.floor(real));
  }

  private static Object rounded(Object value, int digits) {
    if (value instanceof Double number) {
      if (number.isNaN() || number.isInfinite() || digits > 400) {
        return number;
      }
      if (digits < -400) {
        return Math.copySign(0.0, number);
      }
      double result = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
      if (Double.isInfinite(result)) {
        throw new ValueException(ErrorKind.OVERFLOW, "rounded value too large to represent");
      }
      return Math.copySign(result, number);
    }
    BigInteger whole = Numbers.big(value);
    if (digits >= 0) {
      return Numbers.normal(whole);
    }
    if (-(long) digits > whole.bitLength()) {
      return 0L;
    }
    BigDecimal rounded = new BigDecimal(whole).setScale(digits, RoundingMode.HALF_EVEN);
    return Numbers.normal(rounded.toBigInteger());
  }

  private static Object fileSize(Object[] bound, Arguments given) {
    if (bound[0] instanceof Undefined undefined) {
      throw undefined.error();
    }
    double bytes = Conversions.real(bound[0]);
    boolean binary = Filter.flag(bound[1], false);
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < base) {
      return Printer.print(Conversions.whole(bytes)) + " Bytes";
    }
    String letters = binary ? "KMGTPEZY" : "kMGTPEZY";
    double unit = base;
    for (int i = 0; i < letters.length(); i++) {
      unit = Math.pow(base, i + 2);
      if (bytes < unit || i == letters.length() - 1) {
        String number = NumberFormat.real(base * bytes / unit, 'f', 1, false, given.budget());
        return number + " " + letters.charAt(i) + (binary ? "iB" : "B");
      }
    }
    throw ValueException.value("not a number");
  }
}
