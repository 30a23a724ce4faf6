package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;

/** Dates and times of day in their ISO forms. */
final class Clocks {

  private Clocks() {}

  static String date(LocalDate date) {
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /** To the unit that {@code timespec} names; {@code auto} shows microseconds if there are any. */
  static String time(LocalTime time, String timespec) {
    int micros = time.getNano() / 1000;
    String hours = String.format(Locale.ROOT, "%02d", time.getHour());
    String minutes = hours + String.format(Locale.ROOT, ":%02d", time.getMinute());
    String seconds = minutes + String.format(Locale.ROOT, ":%02d", time.getSecond());
    return switch (timespec) {
      case "hours" -> hours;
      case "minutes" -> minutes;
      case "seconds" -> seconds;
      case "milliseconds" -> seconds + String.format(Locale.ROOT, ".%03d", micros / 1000);
      case "microseconds" -> seconds + String.format(Locale.ROOT, ".%06d", micros);
      case "auto" -> seconds + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
      default -> throw ValueException.value("Unknown timespec value");
    };
  }
}
