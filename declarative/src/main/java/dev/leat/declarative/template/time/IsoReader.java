package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ISO 8601 as widely as the original: a year, a month, a day, a week or a day of the year;
 * then any one character, and a time to the hour, minute, second or fraction; then a zone.
 */
public final class IsoReader {

  private static final Pattern FRACTION = Pattern.compile("[.,]([0-9]+)");

  private final String text;
  private int at;

  private IsoReader(String text) {
    this.text = text;
  }

  /**
   * Reads a time.
   *
   * @return with a zone if the text names one, otherwise without
   * @throws ValueException of kind TYPE if the value is not text, VALUE if it is not ISO 8601
   */
  public static DateTime read(Object value) {
    String text = Text.of(value);
    if (text == null) {
      throw ValueException.type(
          "object of type '" + Printer.typeOf(value) + "' is not an ISO 8601 text");
    }
    if (!text.chars().allMatch(c -> c < 128)) {
      throw ValueException.value("ISO-8601 strings should contain only ASCII characters");
    }
    return new IsoReader(text).dateTime();
  }

  private DateTime dateTime() {
    Object day;
    try {
      day = commonDate();
    } catch (ValueException e) {
      at = 0;
      day = uncommonDate();
    }
    int[] clock = new int[4];
    Zone zone = null;
    if (at < text.length()) {
      at++;
      zone = time(clock);
    }
    LocalDate date =
        day instanceof int[] parts ? Strptime.day(parts[0], parts[1], parts[2]) : (LocalDate) day;
    boolean endOfDay = clock[0] == 24;
    requireClock(clock);
    DateTime read =
        new DateTime(
            date.atTime(endOfDay ? 0 : clock[0], clock[1], clock[2], clock[3] * 1000), zone);
    return endOfDay ? read.plus(Delta.ofSeconds(86_400)) : read;
  }

  private static void requireClock(int[] clock) {
    String[] names = {"hour", "minute", "second"};
    int[] limits = {24, 59, 59};
    for (int i = 0; i < 3; i++) {
      if (clock[i] < 0 || clock[i] > limits[i]) {
        throw ValueException.value(names[i] + " must be in 0.." + (i == 0 ? 23 : 59));
      }
    }
  }

  private Object commonDate() {
    int[] parts = {1, 1, 1};
    if (text.length() < 4) {
      throw ValueException.value("ISO string too short");
    }
    parts[0] = number(4);
    if (at >= text.length()) {
      return parts;
    }
    boolean separated = take('-');
    require(text.length() - at >= 2, "Invalid common month");
    parts[1] = number(2);
    if (at >= text.length()) {
      require(separated, "Invalid ISO format");
      return parts;
    }
    require(!separated || take('-'), "Invalid separator in ISO string");
    require(text.length() - at >= 2, "Invalid common day");
    parts[2] = number(2);
    return parts;
  }

  private Object uncommonDate() {
    require(text.length() >= 4, "ISO string too short");
    int year = number(4);
    boolean separated = take('-');
    if (!take('W')) {
      require(text.length() - at >= 3, "Invalid ordinal day");
      int day = number(3);
      require(
          year >= 1 && day >= 1 && day <= LocalDate.of(year, 1, 1).lengthOfYear(),
          "Invalid ordinal day " + day + " for year " + year);
      return LocalDate.ofYearDay(year, day);
    }
    int week = number(2);
    int day = 1;
    if (text.length() > at) {
      require(take('-') == separated, "Inconsistent use of dash separator");
      day = number(1);
    }
    require(week > 0 && week < 54, "Invalid week: " + week);
    require(day > 0 && day < 8, "Invalid weekday: " + day);
    require(year >= 1, "year " + year + " is out of range");
    return LocalDate.of(year, 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1)
        .with(ChronoField.DAY_OF_WEEK, 1)
        .plusDays((week - 1) * 7L + day - 1);
  }

  private Zone time(int[] clock) {
    require(text.length() - at >= 2, "ISO time too short");
    Zone zone = null;
    boolean separated = false;
    int part = -1;
    while (at < text.length() && part < 5) {
      part++;
      if ("-+Zz".indexOf(text.charAt(at)) >= 0) {
        zone = zone(text.substring(at));
        at = text.length();
        break;
      }
      if (part == 1 && take(':')) {
        separated = true;
      } else if (part == 2 && separated) {
        require(take(':'), "Inconsistent use of colon separator");
      }
      if (part < 3) {
        clock[part] = number(2);
      } else if (part == 3) {
        clock[3] = fraction();
      }
    }
    require(at >= text.length(), "Unused components in ISO string");
    require(
        clock[0] != 24 || (clock[1] == 0 && clock[2] == 0 && clock[3] == 0),
        "Hour may only be 24 at 24:00:00.000");
    return zone;
  }

  private int fraction() {
    Matcher found = FRACTION.matcher(text).region(at, text.length());
    if (!found.lookingAt()) {
      return 0;
    }
    at = found.end();
    return Integer.parseInt((found.group(1) + "00000").substring(0, 6));
  }

  private static Zone zone(String text) {
    if (text.equals("Z") || text.equals("z")) {
      return Zone.UTC;
    }
    int length = text.length();
    require(
        length == 3 || length == 5 || length == 6,
        "Time zone offset must be 1, 3, 5 or 6 characters");
    require(text.charAt(0) == '-' || text.charAt(0) == '+', "Time zone offset requires sign");
    int hours = whole(text.substring(1, 3));
    int minutes = length == 3 ? 0 : whole(text.substring(text.charAt(3) == ':' ? 4 : 3));
    require(minutes <= 59, "Invalid minutes in time zone offset");
    require(hours <= 23, "Invalid hours in time zone offset");
    int seconds = (hours * 60 + minutes) * 60;
    return Zone.of(text.charAt(0) == '-' ? -seconds : seconds);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private int number(int width) {
    String digits = text.substring(at, Math.min(at + width, text.length()));
    at += width;
    return whole(digits);
  }

  private static int whole(String digits) {
    Object number = Numbers.parseWhole(digits, 10);
    require(number != null, "invalid literal for int() with base 10: b" + Printer.repr(digits));
    return ((Long) number).intValue();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw ValueException.value(message);
    }
  }
}
