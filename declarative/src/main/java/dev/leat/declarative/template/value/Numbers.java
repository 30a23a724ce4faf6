package dev.leat.declarative.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Whole numbers of any size, and floats. A whole number is a {@code Long} wherever it fits. */
public final class Numbers {

  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  /** Whether the value is an int, a float or a bool. */
  public static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Whether the value is an int or a bool. */
  public static boolean isWhole(Object value) {
    return isNumber(value) && !(value instanceof Double) && !(value instanceof Float);
  }

  /**
   * A whole number in its one form.
   *
   * @return a Long or, if it does not fit, a BigInteger; null if the value is not whole
   */
  public static Object integer(Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (value instanceof BigInteger number) {
      return normal(number);
    }
    return value instanceof Integer number ? (Object) number.longValue() : null;
  }

  /** A Long if it fits. */
  public static Object normal(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  /** A whole number as a BigInteger. */
  public static BigInteger big(Object value) {
    Object number = integer(value);
    return number instanceof Long small ? BigInteger.valueOf(small) : (BigInteger) number;
  }

  /** The float without its fraction; it must be finite. */
  public static Object whole(double number) {
    if (Math.abs(number) < 1e18) {
      return (long) number;
    }
    return normal(new BigDecimal(number).toBigInteger());
  }

  /** The nearest float; infinite if there is none. */
  public static double approximately(Object number) {
    if (number instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    return ((Number) number).doubleValue();
  }

  /**
   * The nearest float.
   *
   * @throws ValueException of kind OVERFLOW if there is none
   */
  public static double real(Object number) {
    double nearest = approximately(number);
    if (Double.isInfinite(nearest) && !(number instanceof Double)) {
      throw new ValueException(ErrorKind.OVERFLOW, "int too large to convert to float");
    }
    return nearest;
  }

  /**
   * A whole number for use as a position or a width.
   *
   * @throws ValueException of kind TYPE if the value is not whole
   */
  public static int position(Object value) {
    Object number = integer(value);
    if (number == null) {
      if (value instanceof Undefined undefined) {
        throw undefined.error();
      }
      throw ValueException.type(
          "'" + Printer.typeOf(value) + "' object cannot be interpreted as an integer");
    }
    BigInteger big = big(number);
    if (big.compareTo(MIN) < 0 || big.compareTo(MAX) > 0) {
      return big.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, big.longValue()));
  }

  /** Python's {@code float(text)}, or null if the text is not a number. */
  public static Double parseReal(String text) {
    String trimmed = strip(text);
    String lower = trimmed.toLowerCase(Locale.ROOT);
    String unsigned = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
    double sign = lower.startsWith("-") ? -1 : 1;
    if (unsigned.equals("nan")) {
      return Double.NaN;
    }
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    String digits = asciiDigits(trimmed);
    return isReal(digits) ? Double.valueOf(digits.replace("_", "")) : null;
  }

  private static boolean isReal(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int at = digits(text, from, 10);
    boolean any = at > from;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = digits(text, at + 1, 10);
      any |= end > at + 1;
      at = end;
    }
    if (any && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
      int start = at + (signed ? 2 : 1);
      int end = digits(text, start, 10);
      any = end > start;
      at = end;
    }
    return any && at == text.length();
  }

  /** Where digits end that may have single underscores between them. */
  static int digits(String text, int from, int radix) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean joins =
          c == '_'
              && at > from
              && at + 1 < text.length()
              && text.charAt(at + 1) < 128
              && Character.digit(text.charAt(at + 1), radix) >= 0;
      if (!joins && (c > 127 || Character.digit(c, radix) < 0)) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** Python's {@code int(text, base)}, or null if the text is not a whole number in that base. */
  public static Object parseWhole(String text, int base) {
    String digits = asciiDigits(strip(text));
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = base;
    String lower = digits.toLowerCase(Locale.ROOT);
    for (int i = 0; i < 3; i++) {
      int own = new int[] {2, 8, 16}[i];
      if ((base == 0 || base == own) && lower.startsWith(new String[] {"0b", "0o", "0x"}[i])) {
        radix = own;
        digits = digits.substring(2);
        digits = digits.startsWith("_") ? digits.substring(1) : digits;
      }
    }
    if (radix == 0) {
      radix = 10;
      if (digits.startsWith("0") && !digits.matches("0(_?0)*")) {
        return null;
      }
    }
    if (digits.isEmpty()
        || digits.startsWith("_")
        || digits.endsWith("_")
        || digits.contains("__")) {
      return null;
    }
    digits = digits.replace("_", "");
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0) {
        return null;
      }
    }
    if (digits.length() > Printer.MAX_DIGITS && Integer.bitCount(radix) != 1) {
      return null;
    }
    BigInteger number = new BigInteger(digits, radix);
    return normal(negative ? number.negate() : number);
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && Text.isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && Text.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Digits of every script read as numbers. */
  private static String asciiDigits(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127 && Character.isDigit(c)) {
        out = out == null ? new StringBuilder(text) : out;
        out.setCharAt(i, Character.forDigit(Character.digit(c, 10), 10));
      }
    }
    return out == null ? text : out.toString();
  }
}
