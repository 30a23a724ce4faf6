package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** A difference of two times, to the microsecond. Immutable. */
public final class Delta extends TemplateObject {

  static final long DAY = 86_400_000_000L;

  private final long micros;

  private Delta(long micros) {
    this.micros = micros;
  }

  /** A difference in microseconds. */
  public static Delta ofMicros(long micros) {
    return new Delta(micros);
  }

  /** A difference in seconds. */
  public static Delta ofSeconds(long seconds) {
    return exact(BigDecimal.valueOf(seconds).scaleByPowerOfTen(6));
  }

  /**
   * A difference in days, with a fraction if it has one.
   *
   * @param days an int, a float or a bool
   * @throws ValueException of kind TYPE if it is not a number, OVERFLOW if it is too large
   */
  public static Delta ofDays(Object days) {
    if (!Numbers.isNumber(days)) {
      throw ValueException.type(
          "unsupported type for timedelta days component: " + Printer.typeOf(days));
    }
    return exact(decimal(days).multiply(BigDecimal.valueOf(DAY)));
  }

  /** A difference from its exact size in microseconds, rounded to the even one. */
  public static Delta exact(BigDecimal micros) {
    BigInteger whole = micros.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    if (whole.bitLength() > 63) {
      throw new ValueException(ErrorKind.OVERFLOW, "the difference of times is too large");
    }
    return new Delta(whole.longValue());
  }

  private static BigDecimal decimal(Object number) {
    if (number instanceof Double real) {
      if (real.isNaN()) {
        throw ValueException.value("cannot convert float NaN to integer");
      }
      if (real.isInfinite()) {
        throw new ValueException(ErrorKind.OVERFLOW, "cannot convert float infinity to integer");
      }
      return new BigDecimal(real);
    }
    return new BigDecimal(Numbers.big(number));
  }

  /** All of it in microseconds. */
  public long micros() {
    return micros;
  }

  /** Whole days, rounded down. */
  long days() {
    return Math.floorDiv(micros, DAY);
  }

  Delta plus(Delta other) {
    return exact(BigDecimal.valueOf(micros).add(BigDecimal.valueOf(other.micros)));
  }

  Delta negated() {
    return new Delta(-micros);
  }

  Object seconds() {
    return Operators.divide(micros, 1_000_000L);
  }

  @Override
  public String typeName() {
    return "timedelta";
  }

  @Override
  public String repr() {
    StringBuilder out = new StringBuilder("datetime.timedelta(");
    long rest = Math.floorMod(micros, DAY);
    String between = "";
    String[] names = {"days", "seconds", "microseconds"};
    long[] parts = {days(), rest / 1_000_000, rest % 1_000_000};
    for (int i = 0; i < 3; i++) {
      if (parts[i] != 0) {
        out.append(between).append(names[i]).append('=').append(parts[i]);
        between = ", ";
      }
    }
    return out.append(between.isEmpty() ? "0)" : ")").toString();
  }

  @Override
  public String print() {
    long rest = Math.floorMod(micros, DAY);
    long seconds = rest / 1_000_000;
    String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
    String clock =
        String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    long fraction = rest % 1_000_000;
    return days + clock + (fraction == 0 ? "" : String.format(Locale.ROOT, ".%06d", fraction));
  }

  @Override
  public boolean truth() {
    return micros != 0;
  }

  @Override
  public Object attribute(String name) {
    long rest = Math.floorMod(micros, DAY);
    return switch (name) {
      case "days" -> days();
      case "seconds" -> rest / 1_000_000;
      case "microseconds" -> rest % 1_000_000;
      case "total_seconds" ->
          Callable.method(
              this,
              name,
              given -> {
                given.none();
                return seconds();
              });
      default -> UNKNOWN;
    };
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (other instanceof Delta delta && !reflected) {
      return switch (operator) {
        case "+" -> plus(delta);
        case "-" -> plus(delta.negated());
        case "/" -> Operators.divide(micros, delta.micros);
        case "//" -> Operators.floorDivide(micros, delta.micros);
        case "%" -> new Delta(((Long) Operators.remainder(micros, delta.micros)));
        default -> UNKNOWN;
      };
    }
    if (operator.equals("unary -")) {
      return negated();
    }
    if (operator.equals("unary +")) {
      return this;
    }
    if (!Numbers.isNumber(other)) {
      return UNKNOWN;
    }
    return switch (operator) {
      case "*" -> exact(decimal(other).multiply(BigDecimal.valueOf(micros)));
      case "/" -> reflected ? UNKNOWN : divided(other);
      case "//" ->
          reflected || other instanceof Double
              ? UNKNOWN
              : new Delta((Long) Operators.floorDivide(micros, other));
      default -> UNKNOWN;
    };
  }

  private Delta divided(Object number) {
    BigDecimal divisor = decimal(number);
    if (divisor.signum() == 0) {
      throw new ValueException(ErrorKind.ZERO_DIVISION, "integer division or modulo by zero");
    }
    return exact(BigDecimal.valueOf(micros).divide(divisor, 20, RoundingMode.HALF_EVEN));
  }

  @Override
  public Object order(Object other) {
    return other instanceof Delta delta ? (Object) Long.compare(micros, delta.micros) : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delta delta && micros == delta.micros;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(micros);
  }
}
