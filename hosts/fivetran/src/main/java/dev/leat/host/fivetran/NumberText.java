package dev.leat.host.fivetran;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The literal digits of a number, and what holds them exactly. Immutable.
 *
 * @param digits as the source spells them
 * @param value their exact value
 */
record NumberText(String digits, BigDecimal value) {

  /** A number as JSON spells it: text such as {@code 007} or {@code +1} is more than a number. */
  private static final Pattern FORM =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  /** So many significant digits survive a way through 32 and 64 bits, whatever they are. */
  private static final int SAFE_FLOAT_DIGITS = 6;

  private static final int SAFE_DOUBLE_DIGITS = 15;

  /** Numbers longer than this are not written out. */
  private static final int LONGEST = 1_000;

  /** The number that a text spells; empty if it spells none, or one that no type can hold. */
  static Optional<NumberText> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NumberText(text, new BigDecimal(text)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // An exponent beyond 32 bits.
    }
  }

  /** Digits before the point that the number needs; may be negative for a tiny number. */
  int wholeDigits() {
    return value.precision() - value.scale();
  }

  /** Digits after the point that the number needs. */
  int fractionDigits() {
    return value.signum() == 0 ? 0 : Math.max(0, value.stripTrailingZeros().scale());
  }

  /** The whole number of 64 bits that this is, however it is spelled; empty if it is none. */
  Optional<Long> asLong() {
    if (wholeDigits() > 19 || fractionDigits() > 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The number with so many digits at most, without an exponent; empty if it needs more. */
  Optional<String> asDecimal(int precision, int scale) {
    boolean fits = wholeDigits() <= precision - scale && fractionDigits() <= scale;
    return fits || value.signum() == 0 ? Optional.of(plain(scale)) : Optional.empty();
  }

  /** The 32-bit number whose own digits are these; empty if there is none. */
  Optional<Float> asFloat() {
    float number = Float.parseFloat(digits);
    return Float.isFinite(number)
            && ((value.precision() <= SAFE_FLOAT_DIGITS && Math.abs(number) >= Float.MIN_NORMAL)
                || value.compareTo(new BigDecimal(Float.toString(number))) == 0)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** The 64-bit number whose own digits are these; empty if there is none. */
  Optional<Double> asDouble() {
    double number = Double.parseDouble(digits);
    return Double.isFinite(number)
            && ((value.precision() <= SAFE_DOUBLE_DIGITS && Math.abs(number) >= Double.MIN_NORMAL)
                || value.compareTo(new BigDecimal(Double.toString(number))) == 0)
        ? Optional.of(number)
        : Optional.empty();
  }

  private String plain(int scale) {
    BigDecimal shown = value.signum() == 0 && value.scale() > scale ? BigDecimal.ZERO : value;
    return shown.scale() > scale
        ? shown.stripTrailingZeros().toPlainString()
        : shown.toPlainString();
  }
}
