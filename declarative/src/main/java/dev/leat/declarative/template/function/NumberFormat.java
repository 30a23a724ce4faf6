package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.FloatText;
import dev.leat.declarative.template.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers with a given precision, as C prints them. */
final class NumberFormat {

  private NumberFormat() {}

  /** Digits of a float, without a sign: code e, f or g, small or capital. */
  static String real(double number, char code, int precision, boolean alternate, Budget budget) {
    boolean capital = Character.isUpperCase(code);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      String text = Double.isNaN(number) ? "nan" : "inf";
      return capital ? text.toUpperCase(Locale.ROOT) : text;
    }
    budget.size(precision);
    BigDecimal exact = new BigDecimal(Math.abs(number));
    String text =
        switch (Character.toLowerCase(code)) {
          case 'f' -> fixed(exact, precision, alternate);
          case 'e' -> scientific(exact, precision, alternate);
          default -> general(exact, Math.max(1, precision), alternate);
        };
    return capital ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String fixed(BigDecimal exact, int precision, boolean alternate) {
    String text = exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return alternate && precision == 0 ? text + "." : text;
  }

  private static String scientific(BigDecimal exact, int precision, boolean alternate) {
    if (exact.signum() == 0) {
      return (precision == 0 ? alternate ? "0." : "0" : "0." + "0".repeat(precision)) + "e+00";
    }
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    digits = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
    digits = digits.substring(0, precision + 1);
    String mantissa =
        precision == 0
            ? digits + (alternate ? "." : "")
            : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + exponent(exponent);
  }

  static String exponent(int exponent) {
    return (exponent < 0 ? "e-" : "e+") + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  static String general(BigDecimal exact, int precision, boolean alternate) {
    int exponent = 0;
    if (exact.signum() != 0) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      exponent = rounded.precision() - 1 - rounded.scale();
    }
    String text =
        exponent < -4 || exponent >= precision
            ? scientific(exact, precision - 1, alternate)
            : fixed(exact, Math.max(0, precision - 1 - exponent), alternate);
    return alternate ? text : withoutZeros(text);
  }

  private static String withoutZeros(String text) {
    int end = text.indexOf('e');
    String digits = end < 0 ? text : text.substring(0, end);
    if (digits.indexOf('.') >= 0) {
      int last = digits.length();
      while (digits.charAt(last - 1) == '0') {
        last--;
      }
      digits = digits.substring(0, digits.charAt(last - 1) == '.' ? last - 1 : last);
    }
    return end < 0 ? digits : digits + text.substring(end);
  }

  /** Digits of a whole number in a base, without a sign. */
  static String whole(BigInteger number, char code) {
    String text =
        number
            .abs()
            .toString(
                switch (code) {
                  case 'x', 'X' -> 16;
                  case 'o' -> 8;
                  case 'b' -> 2;
                  default -> 10;
                });
    return code == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  /** Shortest digits of a float without its sign. */
  static String shortest(double number) {
    return FloatText.of(Math.abs(number));
  }

  static boolean negative(Object number) {
    if (number instanceof Double real) {
      return real < 0 || (real == 0 && 1 / real < 0);
    }
    return Numbers.big(number).signum() < 0;
  }
}
