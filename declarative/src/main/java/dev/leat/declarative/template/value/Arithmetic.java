package dev.leat.declarative.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of two numbers; a bool counts as 0 or 1. */
final class Arithmetic {

  private Arithmetic() {}

  static Object add(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return Numbers.real(a) + Numbers.real(b);
    }
    if (a instanceof Long left && b instanceof Long right) {
      long sum = left + right;
      if (((left ^ sum) & (right ^ sum)) >= 0) {
        return sum;
      }
    }
    return Numbers.normal(Numbers.big(a).add(Numbers.big(b)));
  }

  static Object subtract(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return Numbers.real(a) - Numbers.real(b);
    }
    return Numbers.normal(Numbers.big(a).subtract(Numbers.big(b)));
  }

  static Object multiply(Object a, Object b, Budget budget) {
    if (a instanceof Double || b instanceof Double) {
      return Numbers.real(a) * Numbers.real(b);
    }
    BigInteger left = Numbers.big(a);
    BigInteger right = Numbers.big(b);
    budget.digits(BigInteger.valueOf((long) left.bitLength() + right.bitLength()));
    return Numbers.normal(left.multiply(right));
  }

  static Object divide(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      double divisor = Numbers.real(b);
      if (divisor == 0) {
        throw zero(a instanceof Double && b instanceof Double ? "float division" : "division");
      }
      return Numbers.real(a) / divisor;
    }
    BigInteger left = Numbers.big(a);
    BigInteger right = Numbers.big(b);
    if (right.signum() == 0) {
      throw zero("division");
    }
    if (left.bitLength() <= 53 && right.bitLength() <= 53) {
      return left.doubleValue() / right.doubleValue();
    }
    // More digits than a float can tell apart, so that rounding twice cannot show.
    double result =
        new BigDecimal(left)
            .divide(new BigDecimal(right), new MathContext(800, RoundingMode.HALF_EVEN))
            .doubleValue();
    if (Double.isInfinite(result)) {
      throw new ValueException(ErrorKind.OVERFLOW, "integer division result too large for a float");
    }
    return result;
  }

  static Object floorDivide(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return floorAndRest(Numbers.real(a), Numbers.real(b))[0];
    }
    BigInteger[] parts = wholeAndRest(a, b);
    return Numbers.normal(parts[0]);
  }

  static Object remainder(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return floorAndRest(Numbers.real(a), Numbers.real(b))[1];
    }
    return Numbers.normal(wholeAndRest(a, b)[1]);
  }

  static Object power(Object a, Object b, Budget budget) {
    if (!(a instanceof Double) && !(b instanceof Double) && Numbers.big(b).signum() >= 0) {
      BigInteger base = Numbers.big(a);
      BigInteger exponent = Numbers.big(b);
      if (base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0) {
        return Numbers.normal(base.pow(exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2));
      }
      budget.digits(exponent.multiply(BigInteger.valueOf(base.bitLength())));
      return Numbers.normal(base.pow(exponent.intValueExact()));
    }
    double base = Numbers.real(a);
    double exponent = Numbers.real(b);
    if (base == 0 && exponent < 0) {
      throw new ValueException(ErrorKind.ZERO_DIVISION, "0.0 cannot be raised to a negative power");
    }
    if (base < 0 && Math.rint(exponent) != exponent && !Double.isInfinite(base)) {
      return Complex.power(base, exponent);
    }
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1.0;
    }
    double result = Math.pow(base, exponent);
    if (Double.isInfinite(result) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
      throw new ValueException(ErrorKind.OVERFLOW, "Numerical result out of range");
    }
    return result;
  }

  private static BigInteger[] wholeAndRest(Object a, Object b) {
    BigInteger divisor = Numbers.big(b);
    if (divisor.signum() == 0) {
      throw zero("integer division or modulo");
    }
    BigInteger[] parts = Numbers.big(a).divideAndRemainder(divisor);
    if (parts[1].signum() != 0 && parts[1].signum() != divisor.signum()) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(divisor);
    }
    return parts;
  }

  private static double[] floorAndRest(double a, double b) {
    if (b == 0) {
      throw zero("float floor division");
    }
    double rest = a % b;
    double floor = (a - rest) / b;
    if (rest != 0) {
      if ((b < 0) != (rest < 0)) {
        rest += b;
        floor -= 1;
      }
    } else {
      rest = Math.copySign(0, b);
    }
    if (floor != 0) {
      double rounded = Math.floor(floor);
      floor = floor - rounded > 0.5 ? rounded + 1 : rounded;
    } else {
      floor = Math.copySign(0, a / b);
    }
    return new double[] {floor, rest};
  }

  private static ValueException zero(String what) {
    return new ValueException(ErrorKind.ZERO_DIVISION, what + " by zero");
  }
}
