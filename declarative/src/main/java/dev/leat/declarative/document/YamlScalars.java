package dev.leat.declarative.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted word of YAML 1.1 means, by PyYAML's rules: {@code yes} is a boolean, {@code 012}
 * is 10, {@code 1:30} is 90, {@code 1e3} is text. A date stays text, where PyYAML makes an object
 * of it that the original then fails on.
 */
final class YamlScalars {

  private static final Set<String> TRUE =
      Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*+\\.[0-9_]*+(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*+(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++\\.[0-9_]*+"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern INT =
      Pattern.compile(
          "[-+]?0b[0-1_]++|[-+]?0[0-7_]++|[-+]?(?:0|[1-9][0-9_]*+)|[-+]?0x[0-9a-fA-F_]++"
              + "|[-+]?[1-9][0-9_]*+(?::[0-5]?[0-9])++");

  private YamlScalars() {}

  /** The value of an unquoted word. */
  static Object plain(String text) {
    if (NULL.contains(text)) {
      return null;
    }
    if (TRUE.contains(text)) {
      return true;
    }
    if (FALSE.contains(text)) {
      return false;
    }
    if (INT.matcher(text).matches()) {
      return whole(text);
    }
    return FLOAT.matcher(text).matches() ? (Object) real(text) : text;
  }

  /** A whole number; the text itself if it only looks like one, as {@code 0x_} does. */
  static Object whole(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    try {
      BigInteger number;
      if (digits.startsWith("0b")) {
        number = new BigInteger(digits.substring(2), 2);
      } else if (digits.startsWith("0x")) {
        number = new BigInteger(digits.substring(2), 16);
      } else if (digits.contains(":")) {
        number = sexagesimal(digits).toBigIntegerExact();
      } else {
        number = new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
      }
      BigInteger signed = negative ? number.negate() : number;
      return signed.bitLength() < 64 ? (Object) signed.longValue() : signed;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static BigDecimal sexagesimal(String digits) {
    BigDecimal total = BigDecimal.ZERO;
    for (String part : digits.split(":", -1)) {
      total = total.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
    }
    return total;
  }

  static double real(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = digits.startsWith("-") ? -1 : 1;
    if (digits.startsWith("-") || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    return sign
        * (digits.contains(":")
            ? sexagesimal(digits.endsWith(".") ? digits + "0" : digits).doubleValue()
            : Double.parseDouble(digits));
  }
}
