package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.FloatText;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** The methods of ints, bools and floats. */
final class NumberMethods {

  private static final Set<String> OF_INTS =
      Set.of("as_integer_ratio", "bit_count", "bit_length", "conjugate", "to_bytes");
  private static final Set<String> OF_FLOATS =
      Set.of("as_integer_ratio", "conjugate", "fromhex", "hex", "is_integer");

  private NumberMethods() {}

  static Set<String> names(Object number) {
    return number instanceof Double ? OF_FLOATS : OF_INTS;
  }

  static Object attribute(Object number, String name) {
    Object plain = number instanceof Double ? number : Numbers.integer(number);
    return switch (name) {
      case "real" -> plain;
      case "imag" -> number instanceof Double ? (Object) 0.0 : (Object) 0L;
      case "numerator" -> number instanceof Double ? TemplateObject.UNKNOWN : plain;
      case "denominator" -> number instanceof Double ? TemplateObject.UNKNOWN : (Object) 1L;
      default -> TemplateObject.UNKNOWN;
    };
  }

  static Object call(Object number, String name, Arguments given) {
    if (name.equals("to_bytes")) {
      return toBytes(Numbers.big(number), given);
    }
    if (name.equals("fromhex")) {
      return fromHex(given.bind(1, "string")[0]);
    }
    given.none();
    return switch (name) {
      case "conjugate" -> number instanceof Double ? number : Numbers.integer(number);
      case "bit_length" -> (long) Numbers.big(number).abs().bitLength();
      case "bit_count" -> (long) Numbers.big(number).abs().bitCount();
      case "hex" -> hex((Double) number);
      case "is_integer" ->
          Math.rint((Double) number) == (Double) number && !Double.isInfinite((Double) number);
      default -> ratio(number);
    };
  }

  private static Object ratio(Object number) {
    if (!(number instanceof Double real)) {
      return Tuple.of(Numbers.integer(number), 1L);
    }
    if (real.isNaN()) {
      throw ValueException.value("cannot convert NaN to integer ratio");
    }
    if (real.isInfinite()) {
      throw new ValueException(ErrorKind.OVERFLOW, "cannot convert Infinity to integer ratio");
    }
    BigDecimal exact = new BigDecimal(real);
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
    BigInteger shared = numerator.gcd(denominator);
    return Tuple.of(
        Numbers.normal(numerator.divide(shared)), Numbers.normal(denominator.divide(shared)));
  }

  private static Object hex(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return FloatText.of(number);
    }
    long bits = Double.doubleToRawLongBits(number);
    long mantissa = bits & 0xfffffffffffffL;
    int exponent = (int) (bits >> 52 & 0x7ff);
    String sign = bits < 0 ? "-" : "";
    if (exponent == 0 && mantissa == 0) {
      return sign + "0x0.0p+0";
    }
    String lead = exponent == 0 ? "0x0." : "0x1.";
    int power = exponent == 0 ? -1022 : exponent - 1023;
    return sign
        + lead
        + String.format(Locale.ROOT, "%013x", mantissa)
        + "p"
        + (power < 0 ? "" : "+")
        + power;
  }

  private static Object fromHex(Object given) {
    String text = Text.of(given);
    if (text == null) {
      throw ValueException.type("fromhex() argument must be str");
    }
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw ValueException.value("invalid hexadecimal floating-point string");
    }
  }

  private static Object toBytes(BigInteger number, Arguments given) {
    Object[] bound = given.bind(0, "length", "byteorder", "signed");
    int length = bound[0] == Arguments.ABSENT ? 1 : Numbers.position(bound[0]);
    boolean little = "little".equals(bound[1]);
    boolean signed = bound[2] != Arguments.ABSENT && Truth.of(bound[2]);
    given.budget().size(length);
    int bits = signed ? number.bitLength() + 1 : number.bitLength();
    if ((number.signum() < 0 && !signed) || bits > 8L * length || length < 0) {
      throw new ValueException(ErrorKind.OVERFLOW, "int too big to convert");
    }
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[little ? i : length - 1 - i] = number.shiftRight(8 * i).byteValue();
    }
    return new Bytes(content);
  }
}
