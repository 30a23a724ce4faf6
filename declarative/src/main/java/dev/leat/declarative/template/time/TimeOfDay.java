package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDate;
import java.time.LocalTime;

/** A time of day, with a zone or without one. Immutable. */
public final class TimeOfDay extends TemplateObject {

  private final LocalTime time;
  private final Zone zone;

  /**
   * @param time to the microsecond
   * @param zone the zone; null for none
   */
  public TimeOfDay(LocalTime time, Zone zone) {
    this.time = time;
    this.zone = zone;
  }

  @Override
  public String typeName() {
    return "time";
  }

  @Override
  public String repr() {
    int micros = time.getNano() / 1000;
    String seconds = time.getSecond() != 0 || micros != 0 ? ", " + time.getSecond() : "";
    return "datetime.time("
        + time.getHour()
        + ", "
        + time.getMinute()
        + seconds
        + (micros == 0 ? "" : ", " + micros)
        + (zone == null ? ")" : ", tzinfo=" + zone.repr() + ")");
  }

  @Override
  public String print() {
    return shown("auto");
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "hour" -> (long) time.getHour();
      case "minute" -> (long) time.getMinute();
      case "second" -> (long) time.getSecond();
      case "microsecond" -> time.getNano() / 1000L;
      case "tzinfo" -> zone;
      case "isoformat" ->
          Callable.method(
              this,
              name,
              given -> {
                Object timespec = given.bind(0, "timespec")[0];
                return timespec == Arguments.ABSENT ? print() : shown(Printer.print(timespec));
              });
      case "utcoffset", "tzname", "dst" ->
          Callable.method(
              this,
              name,
              given -> {
                given.none();
                return ofZone(name);
              });
      case "strftime" ->
          Callable.method(
              this,
              name,
              given -> {
                Object format = given.bind(1, "format")[0];
                return Strftime.format(
                    new DateTime(time.atDate(LocalDate.of(1900, 1, 1)), zone), format);
              });
      default -> UNKNOWN;
    };
  }

  private Object ofZone(String what) {
    if (zone == null || what.equals("dst")) {
      return null;
    }
    return what.equals("tzname") ? zone.name() : Delta.ofSeconds(zone.seconds());
  }

  private String shown(String timespec) {
    return Clocks.time(time, timespec) + (zone == null ? "" : Strftime.offset(zone.seconds(), ":"));
  }

  @Override
  public Object order(Object other) {
    if (!(other instanceof TimeOfDay right)) {
      return UNKNOWN;
    }
    if ((zone == null) != (right.zone == null)) {
      throw ValueException.type("can't compare offset-naive and offset-aware times");
    }
    return time.compareTo(right.time);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeOfDay right
        && (zone == null) == (right.zone == null)
        && time.equals(right.time);
  }

  @Override
  public int hashCode() {
    return time.hashCode();
  }
}
