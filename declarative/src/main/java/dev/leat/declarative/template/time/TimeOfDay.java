package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.TemplateObject;
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
    return Clocks.time(time, "auto") + (zone == null ? "" : Strftime.offset(zone.seconds(), ":"));
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
                given.none();
                return print();
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

  @Override
  public Object order(Object other) {
    return other instanceof TimeOfDay right ? (Object) time.compareTo(right.time) : UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeOfDay right && time.equals(right.time);
  }

  @Override
  public int hashCode() {
    return time.hashCode();
  }
}
