package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** A date and a time of day, with a zone or without one ("naive"). Immutable. */
public final class DateTime extends TemplateObject {

  private final LocalDateTime local;
  private final Zone zone;

  /**
   * @param local year 1 to 9999, to the microsecond
   * @param zone the zone; null for none
   */
  public DateTime(LocalDateTime local, Zone zone) {
    if (local.getYear() < 1 || local.getYear() > 9999) {
      throw new ValueException(ErrorKind.OVERFLOW, "date value out of range");
    }
    this.local = local.truncatedTo(ChronoUnit.MICROS);
    this.zone = zone;
  }

  /** The instant that lies so many microseconds after 1970. */
  public static DateTime ofEpochMicros(long micros, Zone zone) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    int nanos = (int) Math.floorMod(micros, 1_000_000L) * 1000;
    if (Math.abs(seconds) > 400_000_000_000L) {
      throw new ValueException(ErrorKind.OVERFLOW, "date value out of range");
    }
    return new DateTime(
        LocalDateTime.ofEpochSecond(seconds + zone.seconds(), nanos, ZoneOffset.UTC), zone);
  }

  /** What a clock and a calendar on the wall show. */
  public LocalDateTime local() {
    return local;
  }

  /** The zone; null for none. */
  public Zone zone() {
    return zone;
  }

  /** Microseconds since 1970; a time without a zone counts as UTC. */
  public long epochMicros() {
    return (local.toEpochSecond(ZoneOffset.UTC) - (zone == null ? 0 : zone.seconds())) * 1_000_000
        + local.get(ChronoField.MICRO_OF_SECOND);
  }

  /** The same instant in another zone. */
  public DateTime in(Zone other) {
    return ofEpochMicros(epochMicros(), other);
  }

  /** The same wall time with another zone, or none. */
  public DateTime with(Zone other) {
    return new DateTime(local, other);
  }

  /** Seconds since 1970 as a float. */
  public Object timestamp() {
    return Delta.ofMicros(epochMicros()).seconds();
  }

  DateTime plus(Delta delta) {
    LocalDateTime sum = local.plus(delta.micros(), ChronoUnit.MICROS);
    return new DateTime(sum, zone);
  }

  String isoformat(String separator, String timespec) {
    return Clocks.date(local.toLocalDate())
        + separator
        + Clocks.time(local.toLocalTime(), timespec)
        + (zone == null ? "" : Strftime.offset(zone.seconds(), ":"));
  }

  @Override
  public String typeName() {
    return "datetime";
  }

  @Override
  public String repr() {
    StringBuilder out =
        new StringBuilder("datetime.datetime(")
            .append(local.getYear())
            .append(", ")
            .append(local.getMonthValue())
            .append(", ")
            .append(local.getDayOfMonth())
            .append(", ")
            .append(local.getHour())
            .append(", ")
            .append(local.getMinute());
    int micros = local.getNano() / 1000;
    if (local.getSecond() != 0 || micros != 0) {
      out.append(", ").append(local.getSecond());
    }
    if (micros != 0) {
      out.append(", ").append(micros);
    }
    return out.append(zone == null ? ")" : ", tzinfo=" + zone.repr() + ")").toString();
  }

  @Override
  public String print() {
    return isoformat(" ", "auto");
  }

  @Override
  public Object attribute(String name) {
    return DateTimeMembers.of(this, name);
  }

  @Override
  public Object operate(String operator, Object other, boolean reflected) {
    if (other instanceof Delta delta) {
      return switch (operator) {
        case "+" -> plus(delta);
        case "-" -> reflected ? UNKNOWN : plus(delta.negated());
        default -> UNKNOWN;
      };
    }
    if (operator.equals("-") && !reflected && other instanceof DateTime right) {
      requireSameKind(right, "can't subtract offset-naive and offset-aware datetimes");
      return Delta.ofMicros(epochMicros() - right.epochMicros());
    }
    return UNKNOWN;
  }

  @Override
  public Object order(Object other) {
    if (!(other instanceof DateTime right)) {
      return UNKNOWN;
    }
    requireSameKind(right, "can't compare offset-naive and offset-aware datetimes");
    return Long.compare(epochMicros(), right.epochMicros());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DateTime right
        && (zone == null) == (right.zone == null)
        && epochMicros() == right.epochMicros();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(epochMicros());
  }

  private void requireSameKind(DateTime other, String message) {
    if ((zone == null) != (other.zone == null)) {
      throw ValueException.type(message);
    }
  }
}
