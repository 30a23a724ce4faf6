package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code strptime}: reads a time in a given format. What a format leaves out is that of 1900-01-01.
 */
public final class Strptime {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String LONG_DAYS =
      "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
  private static final String LONG_MONTHS =
      "january|february|march|april|may|june|july|august|september|october|november|december";

  private static final Map<Character, String> FORMS = forms();

  private static final int MAX_KEPT = 1000;
  private static final ConcurrentMap<String, Form> KEPT = new ConcurrentHashMap<>();

  private final Map<Character, String> read = new HashMap<>();

  private Strptime() {}

  /**
   * Reads a time.
   *
   * @return with a zone if the format has {@code %z}, otherwise without
   * @throws ValueException of kind TYPE if one of both is not text, VALUE if they do not fit
   */
  public static DateTime parse(Object value, Object format) {
    String text = Text.of(value);
    String form = Text.of(format);
    if (text == null || form == null) {
      throw ValueException.type("strptime() arguments must be str");
    }
    Strptime reader = new Strptime();
    reader.match(text, form);
    return reader.time();
  }

  /**
   * A day that exists.
   *
   * @throws ValueException of kind VALUE if it does not
   */
  static LocalDate day(int year, int month, int day) {
    if (year < 1 || year > 9999) {
      throw ValueException.value("year " + year + " is out of range");
    }
    if (month < 1 || month > 12) {
      throw ValueException.value("month must be in 1..12");
    }
    if (day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      throw ValueException.value("day is out of range for month");
    }
    return LocalDate.of(year, month, day);
  }

  private void match(String text, String format) {
    Form form = KEPT.get(format);
    if (form == null) {
      form = Form.of(format);
      if (KEPT.size() < MAX_KEPT) {
        KEPT.put(format, form);
      }
    }
    Matcher found = form.pattern().matcher(text);
    if (!found.lookingAt()) {
      throw ValueException.value(
          "time data " + Printer.repr(text) + " does not match format " + Printer.repr(format));
    }
    if (found.end() != text.length()) {
      throw ValueException.value("unconverted data remains: " + text.substring(found.end()));
    }
    String codes = form.codes();
    for (int i = 0; i < codes.length(); i++) {
      read.put(codes.charAt(i), found.group("g" + (int) codes.charAt(i)));
    }
  }

  /** A format that is read: its pattern, and its codes in order. */
  private record Form(Pattern pattern, String codes) {
    static Form of(String format) {
      StringBuilder regex = new StringBuilder();
      StringBuilder codes = new StringBuilder();
      translate(format, format, regex, codes);
      return new Form(
          Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE), codes.toString());
    }
  }

  private static void translate(
      String format, String whole, StringBuilder regex, StringBuilder codes) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (Text.isSpace(c)) {
        while (i + 1 < format.length() && Text.isSpace(format.charAt(i + 1))) {
          i++;
        }
        regex.append("\\s+");
      } else if (c != '%') {
        regex.append(Pattern.quote(String.valueOf(c)));
      } else if (++i == format.length()) {
        throw ValueException.value("stray % in format " + Printer.repr(whole));
      } else {
        code(format.charAt(i), whole, regex, codes);
      }
    }
  }

  private static void code(char code, String whole, StringBuilder regex, StringBuilder codes) {
    switch (code) {
      case '%' -> regex.append('%');
      case 'c' -> translate("%a %b %d %H:%M:%S %Y", whole, regex, codes);
      case 'x' -> translate("%m/%d/%y", whole, regex, codes);
      case 'X' -> translate("%H:%M:%S", whole, regex, codes);
      default -> {
        String form = FORMS.get(code);
        if (form == null) {
          throw ValueException.value(
              "'" + code + "' is a bad directive in format " + Printer.repr(whole));
        }
        if (codes.indexOf(String.valueOf(code)) >= 0) {
          throw new ValueException(
              ErrorKind.PATTERN, "the format " + Printer.repr(whole) + " has %" + code + " twice");
        }
        codes.append(code);
        regex.append("(?<g").append((int) code).append('>').append(form).append(')');
      }
    }
  }

  private DateTime time() {
    int micros =
        read.containsKey('f') ? Integer.parseInt((read.get('f') + "00000").substring(0, 6)) : 0;
    int second = number('S', 0);
    LocalDate day = date();
    if (second > 59) {
      throw ValueException.value("second must be in 0..59");
    }
    LocalDateTime local = day.atTime(hour(), number('M', 0), second, micros * 1000);
    return new DateTime(local, read.containsKey('z') ? zone(read.get('z')) : null);
  }

  private int hour() {
    if (!read.containsKey('I')) {
      return number('H', 0);
    }
    boolean afternoon = read.getOrDefault('p', "am").equalsIgnoreCase("pm");
    return number('I', 0) % 12 + (afternoon ? 12 : 0);
  }

  private LocalDate date() {
    int year = 1900;
    if (read.containsKey('Y')) {
      year = number('Y', 0);
    } else if (read.containsKey('y')) {
      int two = number('y', 0);
      year = two <= 68 ? 2000 + two : 1900 + two;
    }
    Integer weekday = weekday();
    if (read.containsKey('G') && read.containsKey('V') && weekday != null) {
      return LocalDate.of(number('G', 0), 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number('V', 1))
          .with(ChronoField.DAY_OF_WEEK, weekday + 1L);
    }
    if (read.containsKey('G') || read.containsKey('V')) {
      throw ValueException.value("ISO year, week and weekday are needed together");
    }
    if (read.containsKey('j')) {
      return LocalDate.of(year, 1, 1).plusDays(number('j', 1) - 1L);
    }
    if (weekday != null && (read.containsKey('U') || read.containsKey('W'))) {
      return ofWeek(year, weekday);
    }
    return day(year, month(), number('d', 1));
  }

  private LocalDate ofWeek(int year, int weekday) {
    boolean sunday = read.containsKey('U');
    int week = number(sunday ? 'U' : 'W', 0);
    LocalDate first = LocalDate.of(year, 1, 1);
    int firstDay = first.getDayOfWeek().getValue() - 1;
    int shiftedFirst = sunday ? (firstDay + 1) % 7 : firstDay;
    int shifted = sunday ? (weekday + 1) % 7 : weekday;
    int daysBefore = (7 - shiftedFirst) % 7;
    int day = week == 0 ? shifted - shiftedFirst : daysBefore + 7 * (week - 1) + shifted;
    return first.plusDays(day);
  }

  private Integer weekday() {
    if (read.containsKey('a')) {
      return DAYS.indexOf(read.get('a').toLowerCase(Locale.ROOT));
    }
    if (read.containsKey('A')) {
      return DAYS.indexOf(read.get('A').toLowerCase(Locale.ROOT).substring(0, 3));
    }
    if (read.containsKey('w')) {
      return (number('w', 0) + 6) % 7;
    }
    return read.containsKey('u') ? (Integer) (number('u', 1) - 1) : null;
  }

  private int month() {
    if (read.containsKey('b')) {
      return MONTHS.indexOf(read.get('b').toLowerCase(Locale.ROOT)) + 1;
    }
    if (read.containsKey('B')) {
      return MONTHS.indexOf(read.get('B').toLowerCase(Locale.ROOT).substring(0, 3)) + 1;
    }
    return number('m', 1);
  }

  private static Zone zone(String text) {
    if (text.equals("Z")) {
      return Zone.UTC;
    }
    String digits = text.substring(1).replace(":", "");
    int seconds =
        Integer.parseInt(digits.substring(0, 2)) * 3600
            + Integer.parseInt(digits.substring(2, 4)) * 60
            + (digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0);
    if (seconds >= 86_400) {
      throw ValueException.value("the zone must be less than 24 hours from UTC");
    }
    return Zone.of(text.startsWith("-") ? -seconds : seconds);
  }

  private int number(char code, int otherwise) {
    String text = read.get(code);
    return text == null ? otherwise : Integer.parseInt(text.trim());
  }

  private static Map<Character, String> forms() {
    Map<Character, String> forms = new HashMap<>();
    forms.put('d', "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]");
    forms.put('f', "[0-9]{1,6}");
    forms.put('H', "2[0-3]|[0-1]\\d|\\d");
    forms.put('I', "1[0-2]|0[1-9]|[1-9]");
    forms.put('G', "\\d\\d\\d\\d");
    forms.put('j', "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]");
    forms.put('m', "1[0-2]|0[1-9]|[1-9]");
    forms.put('M', "[0-5]\\d|\\d");
    forms.put('S', "6[0-1]|[0-5]\\d|\\d");
    forms.put('U', "5[0-3]|[0-4]\\d|\\d");
    forms.put('W', "5[0-3]|[0-4]\\d|\\d");
    forms.put('w', "[0-6]");
    forms.put('u', "[1-7]");
    forms.put('V', "5[0-3]|0[1-9]|[1-4]\\d|\\d");
    forms.put('y', "\\d\\d");
    forms.put('Y', "\\d\\d\\d\\d");
    forms.put('z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)");
    forms.put('A', LONG_DAYS);
    forms.put('a', String.join("|", DAYS));
    forms.put('B', LONG_MONTHS);
    forms.put('b', String.join("|", MONTHS));
    forms.put('p', "am|pm");
    forms.put('Z', "utc|gmt");
    return forms;
  }
}
