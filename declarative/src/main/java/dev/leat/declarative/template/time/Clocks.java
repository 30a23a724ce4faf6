package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDate;
import java.time.LocalTime;

/** Dates and times of day in their ISO forms. */
final class Clocks {

  private Clocks() {}

  static String date(LocalDate date) {
    return digits(date.getYear(), 4)
        + "-"
        + digits(date.getMonthValue(), 2)
        + "-"
        + digits(date.getDayOfMonth(), 2);
  }

  /** A number that is not negative, with zeros in front up to a width. */
  static String digits(long number, int width) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /** To the unit that {@code timespec} names; {@code auto} shows microseconds if there are any. */
  static String time(LocalTime time, String timespec) {
    int micros = time.getNano() / 1000;
    String hours = digits(time.getHour(), 2);
    String minutes = hours + ":" + digits(time.getMinute(), 2);
    String seconds = minutes + ":" + digits(time.getSecond(), 2);
    return switch (timespec) {
      case "hours" -> hours;
      case "minutes" -> minutes;
      case "seconds" -> seconds;
      case "milliseconds" -> seconds + "." + digits(micros / 1000, 3);
      case "microseconds" -> seconds + "." + digits(micros, 6);
      case "auto" -> seconds + (micros == 0 ? "" : "." + digits(micros, 6));
      default -> throw ValueException.value("Unknown timespec value");
    };
  }
}
