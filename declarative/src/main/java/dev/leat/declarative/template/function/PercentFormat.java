package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code 'text %s' % values}. */
public final class PercentFormat {

  private final String text;
  private final Object values;
  private final List<Object> items;
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;
  private boolean byName;

  private PercentFormat(String text, Object values, Budget budget) {
    this.text = text;
    this.values = values;
    this.items = values instanceof Tuple tuple ? tuple.items() : Collections.singletonList(values);
    this.budget = budget;
  }

  /** {@code a % b}: formats if {@code a} is text, otherwise the rest of a division. */
  public static Object remainder(Object a, Object b, Budget budget) {
    String text = Text.of(a);
    if (text == null) {
      return Operators.remainder(a, b);
    }
    String formatted = format(text, b, budget);
    return a instanceof Markup ? new Markup(formatted) : formatted;
  }

  /** Puts values into a text. */
  static String format(String text, Object values, Budget budget) {
    return new PercentFormat(text, values, budget).all();
  }

  private String all() {
    while (at < text.length()) {
      int next = text.indexOf('%', at);
      if (next < 0) {
        next = text.length();
      }
      out.append(text, at, next);
      at = next + 1;
      if (next < text.length()) {
        field();
      }
      budget.size(out.length());
      budget.step();
    }
    boolean spare = !byName && used < items.size();
    boolean mapping =
        values instanceof Map || values instanceof AttributedMap || values instanceof List;
    if (spare && !(mapping && !(values instanceof Tuple))) {
      throw ValueException.type("not all arguments converted during string formatting");
    }
    return out.toString();
  }

  private void field() {
    String key = peek() == '(' ? key() : null;
    String flags = flags();
    int width = size();
    boolean left = flags.indexOf('-') >= 0;
    if (width < 0) {
      left = true;
      width = -width;
    }
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.max(0, size());
    }
    while ("hlL".indexOf(peek()) >= 0 && peek() != 0) {
      at++;
    }
    if (at >= text.length()) {
      throw ValueException.value("incomplete format");
    }
    char code = text.charAt(at++);
    if (code == '%') {
      out.append('%');
      return;
    }
    Object value = key == null ? next() : named(key);
    budget.size(width);
    String printed = printed(value, code, flags, precision);
    boolean zeros = flags.indexOf('0') >= 0 && !left && "crsa".indexOf(code) < 0;
    out.append(padded(printed, width, left, zeros));
  }

  private static String padded(String text, int width, boolean left, boolean zeros) {
    int missing = width - Text.length(text);
    if (missing <= 0) {
      return text;
    }
    if (left) {
      return text + " ".repeat(missing);
    }
    if (!zeros) {
      return " ".repeat(missing) + text;
    }
    int sign = !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    int prefix =
        text.startsWith("0x", sign) || text.startsWith("0X", sign) || text.startsWith("0o", sign)
            ? 2
            : 0;
    return text.substring(0, sign + prefix) + "0".repeat(missing) + text.substring(sign + prefix);
  }

  private String printed(Object value, char code, String flags, int precision) {
    switch (code) {
      case 's' -> {
        return cut(Printer.print(value), precision);
      }
      case 'r', 'a' -> {
        return cut(code == 'r' ? Printer.repr(value) : ascii(Printer.repr(value)), precision);
      }
      case 'c' -> {
        return character(value);
      }
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        return whole(value, code, flags, precision);
      }
      case 'e', 'E', 'f', 'F', 'g', 'G' -> {
        double number = real(value);
        return sign(NumberFormat.negative(number), flags)
            + NumberFormat.real(
                number, code, precision < 0 ? 6 : precision, flags.indexOf('#') >= 0, budget);
      }
      default ->
          throw ValueException.value(
              "unsupported format character '" + code + "' (0x" + Integer.toHexString(code) + ")");
    }
  }

  private static String cut(String text, int precision) {
    return precision < 0 || precision >= Text.length(text) ? text : Text.part(text, 0, precision);
  }

  /** The literal with every character outside ASCII as its escape. */
  static String ascii(String repr) {
    StringBuilder out = new StringBuilder(repr.length());
    repr.codePoints()
        .forEach(
            c -> {
              if (c < 128) {
                out.append((char) c);
              } else {
                String form = c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
                out.append(String.format(Locale.ROOT, form, c));
              }
            });
    return out.toString();
  }

  private static String character(Object value) {
    String letter = Text.of(value);
    if (letter != null && Text.length(letter) == 1) {
      return letter;
    }
    if (letter != null || !Numbers.isWhole(value)) {
      throw ValueException.type("the code c needs a whole number or a character");
    }
    int point = Numbers.position(value);
    if (point < 0 || point > Character.MAX_CODE_POINT) {
      throw new ValueException(ErrorKind.OVERFLOW, "the number is not a character");
    }
    return Character.toString(point);
  }

  private static String whole(Object value, char code, String flags, int precision) {
    boolean decimal = "diu".indexOf(code) >= 0;
    Object number = value;
    if (value instanceof Double real && decimal) {
      if (real.isNaN() || real.isInfinite()) {
        throw real.isNaN()
            ? ValueException.value("cannot convert float NaN to integer")
            : new ValueException(ErrorKind.OVERFLOW, "cannot convert float infinity to integer");
      }
      number = Numbers.whole(real);
    }
    if (decimal && value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!Numbers.isWhole(number)) {
      String what = decimal ? "a real number" : "an integer";
      throw ValueException.type(
          "%" + code + " format: " + what + " is required, not " + Printer.typeOf(value));
    }
    BigInteger big = Numbers.big(number);
    if (decimal) {
      Printer.repr(Numbers.normal(big));
    }
    String digits = NumberFormat.whole(big, code);
    digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    String prefix = "";
    if (flags.indexOf('#') >= 0 && !decimal) {
      prefix = "0" + code;
    }
    return sign(big.signum() < 0, flags) + prefix + digits;
  }

  private static String sign(boolean negative, String flags) {
    return negative ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
  }

  private static double real(Object value) {
    if (!Numbers.isNumber(value)) {
      if (value instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw ValueException.type("must be real number, not " + Printer.typeOf(value));
    }
    return Numbers.real(value);
  }

  private String key() {
    int depth = 1;
    int from = ++at;
    while (at < text.length() && depth > 0) {
      char c = text.charAt(at++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    if (depth > 0) {
      throw ValueException.value("incomplete format key");
    }
    return text.substring(from, at - 1);
  }

  private String flags() {
    int from = at;
    while (peek() != 0 && "-+ #0".indexOf(peek()) >= 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private int size() {
    if (peek() == '*') {
      at++;
      Object value = next();
      if (!Numbers.isWhole(value)) {
        throw ValueException.type("* wants int");
      }
      if (Numbers.big(value).bitLength() > 63) {
        throw new ValueException(ErrorKind.OVERFLOW, "the width is too large");
      }
      return Numbers.position(value);
    }
    int number = 0;
    while (Character.digit(peek(), 10) >= 0) {
      number = Math.min(100_000_000, number * 10 + Character.digit(text.charAt(at++), 10));
    }
    return number;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private Object next() {
    if (byName || used >= items.size()) {
      throw ValueException.type("not enough arguments for format string");
    }
    return items.get(used++);
  }

  private Object named(String key) {
    byName = true;
    Map<?, ?> map = Dicts.entries(values);
    if (map == null) {
      throw ValueException.type("format requires a mapping");
    }
    Object value = Dicts.get(map, key);
    if (value == TemplateObject.UNKNOWN) {
      throw new ValueException(ErrorKind.KEY, Printer.repr(key));
    }
    return value;
  }
}
