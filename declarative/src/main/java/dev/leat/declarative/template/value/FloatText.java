package dev.leat.declarative.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A float's shortest text that reads back as the same float. */
public final class FloatText {

  private FloatText() {}

  /** As Python's {@code repr} prints it: {@code 1.0}, {@code 1e+16}, {@code 1e-05}, {@code nan}. */
  public static String of(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    if (Math.abs(number) < 1e15 && Math.rint(number) == number) {
      return (long) number + ".0";
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String text = point > -4 && point <= 16 ? plain(digits, point) : scientific(digits, point);
    return number < 0 ? "-" + text : text;
  }

  /** The fewest digits that give the number back, and of these the nearest. */
  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = number < Double.MIN_NORMAL ? 1 : 15; digits < 17; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean down = below.doubleValue() == number;
      boolean up = above.doubleValue() == number;
      if (down && up) {
        int nearer = exact.subtract(below).compareTo(above.subtract(exact));
        return (nearer <= 0 ? below : above).stripTrailingZeros();
      }
      if (down || up) {
        return (down ? below : above).stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String plain(String digits, int point) {
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length()) + ".0";
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String scientific(String digits, int point) {
    int exponent = point - 1;
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
  }
}
