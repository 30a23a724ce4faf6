package dev.leat.engine.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * What the numbers of a column need: their range, digits, and whether binary fractions hold them.
 * Every literal is looked at; the usual ones without making an object. For use by one thread.
 */
final class NumberProfile {

  /** Decimals of so many digits survive a trip through 64 and 32 bits of IEEE 754. */
  private static final int SAFE_FLOAT64_DIGITS = 15;

  private static final int SAFE_FLOAT32_DIGITS = 6;
  private static final int SAFE_FLOAT32_SCALE = 30;

  /** Beyond it, digits cannot matter: no stored decimal reaches so far. */
  private static final int FARTHEST_EXPONENT = 5_000;

  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private long smallest;
  private long greatest;
  private boolean beyond64;
  private boolean fractionForm;
  private boolean fractionValue;
  private boolean negativeZero;
  private boolean tooFar;
  private int integerDigits;
  private int scale;
  private boolean float64 = true;
  private boolean nearFloat64 = true;
  private boolean float32 = true;

  /** Takes over what another one has noted. */
  void copy(NumberProfile other) {
    smallest = other.smallest;
    greatest = other.greatest;
    beyond64 = other.beyond64;
    fractionForm = other.fractionForm;
    fractionValue = other.fractionValue;
    negativeZero = other.negativeZero;
    tooFar = other.tooFar;
    integerDigits = other.integerDigits;
    scale = other.scale;
    float64 = other.float64;
    nearFloat64 = other.nearFloat64;
    float32 = other.float32;
  }

  /** Notes a JSON number literal. */
  void add(byte[] literal) {
    boolean negative = literal[0] == '-';
    int point = -1;
    int significant = 0;
    int lastNonZero = -1;
    int firstNonZero = -1;
    for (int i = negative ? 1 : 0; i < literal.length; i++) {
      byte b = literal[i];
      if (b == '.') {
        point = i;
      } else if (b == 'e' || b == 'E') {
        addSlowly(literal);
        return;
      } else if (b != '0') {
        firstNonZero = firstNonZero < 0 ? i : firstNonZero;
        lastNonZero = i;
      }
      if (firstNonZero >= 0 && b != '.') {
        significant++;
      }
    }
    if (firstNonZero < 0) {
      fractionForm |= point >= 0;
      negativeZero |= negative;
    } else if (significant > SAFE_FLOAT64_DIGITS) {
      addSlowly(literal);
    } else if (point < 0) {
      addWhole(literal, significant);
    } else {
      addFraction(literal, point, firstNonZero, lastNonZero, significant);
    }
  }

  private void addWhole(byte[] literal, int digits) {
    range(whole(literal, literal.length));
    integerDigits = Math.max(integerDigits, digits);
    float32 &= digits <= SAFE_FLOAT32_DIGITS;
  }

  /** The whole number that a literal begins with. */
  private static long whole(byte[] literal, int end) {
    long value = 0;
    for (int i = literal[0] == '-' ? 1 : 0; i < end; i++) {
      value = value * 10 + literal[i] - '0';
    }
    return literal[0] == '-' ? -value : value;
  }

  private void addFraction(
      byte[] literal, int point, int firstNonZero, int lastNonZero, int significant) {
    fractionForm = true;
    fractionValue |= lastNonZero > point;
    integerDigits = Math.max(integerDigits, Math.max(0, point - firstNonZero));
    int places = Math.max(0, lastNonZero - point);
    scale = Math.max(scale, places);
    float32 &= significant <= SAFE_FLOAT32_DIGITS && places <= SAFE_FLOAT32_SCALE;
    if (places > 290) {
      tooFar = true;
      float64 = false;
      nearFloat64 = false;
    }
    if (lastNonZero <= point) {
      range(whole(literal, point));
    }
  }

  private void addSlowly(byte[] literal) {
    String text = new String(literal, StandardCharsets.US_ASCII);
    boolean plain = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    fractionForm |= !plain;
    BigDecimal value = exact(text);
    if (value == null) {
      tooFar = true;
      float64 = false;
      nearFloat64 = false;
      float32 = false;
      return;
    }
    if (value.signum() == 0) {
      negativeZero |= text.startsWith("-");
      return;
    }
    fractionValue |= value.scale() > 0;
    integerDigits = Math.max(integerDigits, Math.max(0, value.precision() - value.scale()));
    scale = Math.max(scale, Math.max(0, value.scale()));
    if (value.scale() <= 0 && value.precision() - value.scale() <= ColumnType.DIGITS) {
      BigInteger whole = value.toBigIntegerExact();
      boolean fits = whole.compareTo(LOWEST) >= 0 && whole.compareTo(HIGHEST) <= 0;
      beyond64 |= !fits;
      if (fits) {
        range(whole.longValueExact());
      }
    } else if (value.scale() <= 0) {
      beyond64 = true;
    }
    binary(text, value);
  }

  private void binary(String text, BigDecimal value) {
    double nearest = Double.parseDouble(text);
    boolean finite = !Double.isInfinite(nearest) && nearest != 0;
    boolean shortest = finite && new BigDecimal(Double.toString(nearest)).compareTo(value) == 0;
    float64 &= shortest;
    nearFloat64 &= shortest || (finite && isRendering(nearest, value));
    float single = Float.parseFloat(text);
    float32 &=
        !Float.isInfinite(single)
            && single != 0
            && new BigDecimal(Float.toString(single)).compareTo(value) == 0;
  }

  /** Whether a literal is a double written with all its 17 digits, as C's {@code %.17g} does. */
  private static boolean isRendering(double nearest, BigDecimal literal) {
    MathContext digits = new MathContext(17, RoundingMode.HALF_EVEN);
    return new BigDecimal(nearest).round(digits).compareTo(literal) == 0;
  }

  private static BigDecimal exact(String text) {
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (e >= 0) {
      String exponent = text.substring(e + 1).replaceFirst("^\\+", "");
      boolean far =
          exponent.length() > 6 || Math.abs(Integer.parseInt(exponent)) > FARTHEST_EXPONENT;
      if (far) {
        return null;
      }
    }
    return new BigDecimal(text).stripTrailingZeros();
  }

  private void range(long value) {
    smallest = Math.min(smallest, value);
    greatest = Math.max(greatest, value);
  }

  /** Whether all are whole numbers within so many bits, by value: {@code 1.0} is whole. */
  boolean wholeWithin(long lowest, long highest) {
    return !tooFar && !fractionValue && !beyond64 && smallest >= lowest && greatest <= highest;
  }

  /** Whether a number has digits other than zero after its point. */
  boolean fractionValue() {
    return fractionValue;
  }

  /** Whether a number is written with a point or an exponent, whatever its value. */
  boolean fractionForm() {
    return fractionForm;
  }

  /** Whether {@code -0} is among them, whose sign only binary fractions and text keep. */
  boolean negativeZero() {
    return negativeZero;
  }

  /** Whether a decimal of these digits holds all of them. */
  boolean fitsDecimal(int precision, int places) {
    return !tooFar && scale <= places && integerDigits <= precision - places;
  }

  /** Digits after the point that the finest of them needs. */
  int scale() {
    return scale;
  }

  /** Whether the shortest decimal form of the nearest 64-bit number is each of them. */
  boolean fitsFloat64() {
    return float64;
  }

  /** As {@link #fitsFloat64}, or each is a 64-bit number written with 17 digits. */
  boolean rendersFloat64() {
    return nearFloat64;
  }

  /** Whether the shortest decimal form of the nearest 32-bit number is each of them. */
  boolean fitsFloat32() {
    return float32;
  }
}
