package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration with years or months, whose length depends on the day it is added to. Immutable. */
public final class IsoDuration extends TemplateObject {

  private static final String NUMBER = "[0-9]+(?:[,.][0-9]+)?";
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?<sign>[+-])?P(?=\\w)"
              + "(?:(?<years>N)Y)?(?:(?<months>N)M)?(?:(?<weeks>N)W)?(?:(?<days>N)D)?"
                  .replace("N", NUMBER)
              + "(?:T(?:(?<hours>N)H)?(?:(?<minutes>N)M)?(?:(?<seconds>N)S)?)?\n?"
                  .replace("N", NUMBER));
  private static final Pattern ALTERNATIVE =
      Pattern.compile(
          "P(?:(\\d{4})-(?:(\\d\\d)-)?(\\d\\d\\d?)T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?"
              + "|(\\d{4})(\\d\\d)??(\\d\\d\\d?)T(\\d\\d)(\\d\\d)(?:(\\d\\d)(?:[.,](\\d+))?)?)");

  private final BigDecimal years;
  private final BigDecimal months;
  private final Delta rest;

  private IsoDuration(BigDecimal years, BigDecimal months, Delta rest) {
    this.years = years;
    this.months = months;
    this.rest = rest;
  }

  /**
   * Reads a duration.
   *
   * @return a {@link Delta} if it has neither years nor months, otherwise an {@code IsoDuration}
   * @throws ValueException of kind TYPE if the value is not text, DURATION if it is not ISO 8601
   */
  public static Object read(Object value) {
    String text = Text.of(value);
    if (text == null) {
      throw ValueException.type("Expecting a string, not " + Printer.typeOf(value));
    }
    Matcher period = PERIOD.matcher(text);
    if (!period.matches()) {
      return alternative(text);
    }
    BigDecimal micros =
        part(period, "weeks")
            .multiply(BigDecimal.valueOf(7 * Delta.DAY))
            .add(part(period, "days").multiply(BigDecimal.valueOf(Delta.DAY)))
            .add(part(period, "hours").multiply(BigDecimal.valueOf(3_600_000_000L)))
            .add(part(period, "minutes").multiply(BigDecimal.valueOf(60_000_000L)))
            .add(part(period, "seconds").multiply(BigDecimal.valueOf(1_000_000L)));
    boolean negative = "-".equals(period.group("sign"));
    Delta rest = Delta.exact(negative ? micros.negate() : micros);
    BigDecimal years = part(period, "years");
    BigDecimal months = part(period, "months");
    if (years.signum() == 0 && months.signum() == 0) {
      return rest;
    }
    return negative
        ? new IsoDuration(years.negate(), months.negate(), rest)
        : new IsoDuration(years, months, rest);
  }

  private static BigDecimal part(Matcher period, String name) {
    String text = period.group(name);
    return text == null ? BigDecimal.ZERO : new BigDecimal(text.replace(',', '.'));
  }

  private static Object alternative(String text) {
    Matcher found = ALTERNATIVE.matcher(text);
    if (!found.matches()) {
      throw new ValueException(
          ErrorKind.DURATION, "Unable to parse duration string " + Printer.repr(text));
    }
    int first = found.group(1) == null ? 8 : 1;
    long[] parts = new long[6];
    for (int i = 0; i < 6; i++) {
      String group = found.group(first + i);
      parts[i] = group == null ? 0 : Long.parseLong(group);
    }
    LocalDate day = day(found, first, parts, text);
    String fraction = found.group(first + 6);
    BigDecimal micros =
        BigDecimal.valueOf(day.getDayOfMonth() * Delta.DAY)
            .add(BigDecimal.valueOf((parts[3] * 3600 + parts[4] * 60 + parts[5]) * 1_000_000))
            .add(
                fraction == null
                    ? BigDecimal.ZERO
                    : new BigDecimal("0." + fraction).movePointRight(6));
    return new IsoDuration(
        BigDecimal.valueOf(day.getYear()),
        BigDecimal.valueOf(day.getMonthValue()),
        Delta.exact(micros));
  }

  private static LocalDate day(Matcher found, int first, long[] parts, String text) {
    boolean ordinal = found.group(first + 1) == null;
    if (ordinal != (found.group(first + 2).length() == 3)) {
      throw new ValueException(
          ErrorKind.DURATION, "Unable to parse duration string " + Printer.repr(text));
    }
    return ordinal
        ? Strptime.day((int) parts[0], 1, 1).plusDays(parts[2] - 1)
        : Strptime.day((int) parts[0], (int) parts[1], (int) parts[2]);
  }

  @Override
  public String typeName() {
    return "Duration";
  }

  @Override
  public String repr() {
    long whole = Math.floorMod(rest.micros(), Delta.DAY);
    return "isodate.duration.Duration("
        + rest.days()
        + ", "
        + whole / 1_000_000
        + ", "
        + whole % 1_000_000
        + ", years="
        + years.toBigInteger()
        + ", months="
        + months.toBigInteger()
        + ")";
  }

  @Override
  public String print() {
    StringBuilder out = new StringBuilder();
    if (years.signum() != 0) {
      out.append(years.toBigInteger()).append(" years, ");
    }
    if (months.signum() != 0) {
      boolean one = months.compareTo(BigDecimal.ONE) <= 0;
      out.append(months.toBigInteger()).append(one ? " month, " : " months, ");
    }
    return out.append(rest.print()).toString();
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "years" -> new Decimal(years);
      case "months" -> new Decimal(months);
      case "tdelta" -> rest;
      case "totimedelta" ->
          Callable.method(
              this,
              name,
              given -> {
                Object start = given.bind(1, "start")[0];
                if (start instanceof DateTime time) {
                  return Delta.ofMicros(
                      ((DateTime) shift(time, true)).epochMicros() - time.epochMicros());
                }
                throw ValueException.type("start must be a datetime");
              });
      default -> rest.attribute(name);
    };
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (operator.equals("unary -")) {
      return new IsoDuration(years.negate(), months.negate(), rest.negated());
    }
    if (operator.equals("*") && Numbers.isWhole(other)) {
      BigDecimal times = new BigDecimal(Numbers.big(other));
      return new IsoDuration(
          years.multiply(times), months.multiply(times), (Delta) rest.operate("*", other, false));
    }
    boolean plus = operator.equals("+");
    if (!plus && !operator.equals("-")) {
      return UNKNOWN;
    }
    if (other instanceof DateTime || other instanceof Date) {
      return plus || reflected ? shift((TemplateObject) other, plus) : UNKNOWN;
    }
    IsoDuration right =
        other instanceof IsoDuration duration
            ? duration
            : other instanceof Delta delta
                ? new IsoDuration(BigDecimal.ZERO, BigDecimal.ZERO, delta)
                : null;
    if (right == null) {
      return UNKNOWN;
    }
    IsoDuration first = reflected ? right : this;
    IsoDuration second = reflected ? this : right;
    return first.combine(second, plus ? BigDecimal.ONE : BigDecimal.ONE.negate());
  }

  private IsoDuration combine(IsoDuration other, BigDecimal sign) {
    return new IsoDuration(
        years.add(other.years.multiply(sign)),
        months.add(other.months.multiply(sign)),
        rest.plus(sign.signum() > 0 ? other.rest : other.rest.negated()));
  }

  /** Moves by months first, to the last day if the month is too short, and then by the rest. */
  private Object shift(TemplateObject from, boolean forward) {
    if (years.stripTrailingZeros().scale() > 0 || months.stripTrailingZeros().scale() > 0) {
      throw ValueException.value("fractional years or months not supported for date calculations");
    }
    BigDecimal all = years.multiply(BigDecimal.valueOf(12)).add(months);
    if (all.abs().compareTo(BigDecimal.valueOf(200_000)) > 0) {
      throw ValueException.value("the year is out of range");
    }
    long count = forward ? all.longValue() : -all.longValue();
    if (from instanceof Date date) {
      LocalDate moved = inRange(date.day().plusMonths(count));
      return new Date(moved.plusDays(forward ? rest.days() : -rest.days()));
    }
    DateTime time = (DateTime) from;
    LocalDate moved = inRange(time.local().toLocalDate().plusMonths(count));
    DateTime shifted = new DateTime(moved.atTime(time.local().toLocalTime()), time.zone());
    return shifted.plus(forward ? rest : rest.negated());
  }

  private static LocalDate inRange(LocalDate day) {
    return Strptime.day(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  @Override
  public boolean equals(Object other) {
    if (other instanceof IsoDuration duration) {
      return all().compareTo(duration.all()) == 0 && rest.equals(duration.rest);
    }
    return other instanceof Delta && all().signum() == 0 && rest.equals(other);
  }

  @Override
  public int hashCode() {
    return rest.hashCode();
  }

  private BigDecimal all() {
    return years.multiply(BigDecimal.valueOf(12)).add(months);
  }

  /** Years or months, which print without the point of a float. */
  private static final class Decimal extends TemplateObject {
    private final BigDecimal value;

    Decimal(BigDecimal value) {
      this.value = value;
    }

    @Override
    public String typeName() {
      return "Decimal";
    }

    @Override
    public String repr() {
      return "Decimal('" + value.toPlainString() + "')";
    }

    @Override
    public String print() {
      return value.toPlainString();
    }

    @Override
    public boolean truth() {
      return value.signum() != 0;
    }
  }
}
