package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.ValueException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What can be asked of a datetime and of a date: attributes and methods. */
final class DateTimeMembers {

  private DateTimeMembers() {}

  static Object of(Date date, String name) {
    DateTime midnight = new DateTime(date.day().atStartOfDay(), null);
    return switch (name) {
      case "replace" -> method(date, name, given -> new Date(day(date.day(), given, 3)));
      case "isoformat" -> plain(date, name, date.print());
      case "today" ->
          method(date, name, given -> new Date(now(given, Zone.UTC).local().toLocalDate()));
      case "fromisoformat" ->
          method(date, name, given -> new Date(iso(given).local().toLocalDate()));
      case "min" -> new Date(LocalDate.of(1, 1, 1));
      case "max" -> new Date(LocalDate.of(9999, 12, 31));
      default -> both(date, midnight, name);
    };
  }

  static Object of(DateTime time, String name) {
    LocalDateTime local = time.local();
    return switch (name) {
      case "hour" -> (long) local.getHour();
      case "minute" -> (long) local.getMinute();
      case "second" -> (long) local.getSecond();
      case "microsecond" -> local.getNano() / 1000L;
      case "tzinfo" -> time.zone();
      case "fold" -> 0L;
      case "min" -> new DateTime(LocalDate.of(1, 1, 1).atStartOfDay(), null);
      case "max" -> new DateTime(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000), null);
      case "date" -> plain(time, name, new Date(local.toLocalDate()));
      case "time" -> plain(time, name, new TimeOfDay(local.toLocalTime(), null));
      case "timetz" -> plain(time, name, new TimeOfDay(local.toLocalTime(), time.zone()));
      case "timestamp" -> plain(time, name, time.timestamp());
      case "utcoffset" ->
          plain(time, name, time.zone() == null ? null : Delta.ofSeconds(time.zone().seconds()));
      case "dst" -> plain(time, name, knowsSummerTime(time) ? Delta.ofMicros(0) : null);
      case "tzname" -> plain(time, name, time.zone() == null ? null : time.zone().name());
      case "utctimetuple" -> plain(time, name, tuple(time.in(Zone.UTC), 0));
      case "astimezone" -> method(time, name, given -> elsewhere(time, given));
      case "isoformat" -> method(time, name, given -> isoformat(time, given));
      case "replace" -> method(time, name, given -> replaced(time, given));
      default -> made(time, name);
    };
  }

  /** What Python offers on the class, and so on each of its values too. */
  private static Object made(DateTime time, String name) {
    return switch (name) {
      case "strptime" ->
          method(
              time,
              name,
              given -> {
                Object[] bound = given.bind(2, "date_string", "format");
                return Strptime.parse(bound[0], bound[1]);
              });
      case "fromisoformat" -> method(time, name, DateTimeMembers::iso);
      case "fromtimestamp" -> method(time, name, given -> fromTimestamp(given, null));
      case "utcfromtimestamp" -> method(time, name, given -> fromTimestamp(given, null));
      case "now" -> method(time, name, given -> zoned(given.bind(0, "tz")[0], given));
      case "utcnow", "today" -> method(time, name, given -> now(given, Zone.UTC).with(null));
      default -> both(time, time, name);
    };
  }

  private static Object both(TemplateObject owner, DateTime time, String name) {
    LocalDate day = time.local().toLocalDate();
    return switch (name) {
      case "year" -> (long) day.getYear();
      case "month" -> (long) day.getMonthValue();
      case "day" -> (long) day.getDayOfMonth();
      case "weekday" -> plain(owner, name, day.getDayOfWeek().getValue() - 1L);
      case "isoweekday" -> plain(owner, name, (long) day.getDayOfWeek().getValue());
      case "toordinal" -> plain(owner, name, day.toEpochDay() + 719_163L);
      case "ctime" -> plain(owner, name, Strftime.format(time, "%a %b %e %H:%M:%S %Y"));
      case "timetuple" -> plain(owner, name, tuple(time, -1));
      case "isocalendar" ->
          plain(
              owner,
              name,
              Tuple.named(
                  "datetime.IsoCalendarDate",
                  List.of("year", "week", "weekday"),
                  (long) day.get(IsoFields.WEEK_BASED_YEAR),
                  (long) day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                  (long) day.getDayOfWeek().getValue()));
      case "strftime" ->
          method(owner, name, given -> Strftime.format(time, given.bind(1, "format")[0]));
      default -> TemplateObject.UNKNOWN;
    };
  }

  private static DateTime fromTimestamp(Arguments given, Zone otherwise) {
    Object[] bound = given.bind(1, "timestamp", "tz");
    if (!Numbers.isNumber(bound[0])) {
      throw ValueException.type("an integer is required");
    }
    BigDecimal seconds =
        bound[0] instanceof Double real
            ? new BigDecimal(real)
            : new BigDecimal(Numbers.big(bound[0]));
    Delta since = Delta.exact(seconds.scaleByPowerOfTen(6));
    Zone zone = bound[1] instanceof Zone wanted ? wanted : otherwise;
    DateTime utc = DateTime.ofEpochMicros(since.micros(), Zone.UTC);
    return zone == null ? utc.with(null) : utc.in(zone);
  }

  private static Object zoned(Object zone, Arguments given) {
    if (zone == Arguments.ABSENT || zone == null) {
      return now(given, Zone.UTC).with(null);
    }
    return now(given, requireZone(zone));
  }

  private static DateTime now(Arguments given, Zone zone) {
    Instant now = given.surroundings().clock().instant();
    return DateTime.ofEpochMicros(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000, zone);
  }

  private static DateTime iso(Arguments given) {
    return IsoReader.read(given.bind(1, "date_string")[0]);
  }

  private static Object elsewhere(DateTime time, Arguments given) {
    Object zone = given.bind(0, "tz")[0];
    return time.in(zone == Arguments.ABSENT || zone == null ? Zone.UTC : requireZone(zone));
  }

  private static Zone requireZone(Object zone) {
    if (zone instanceof Zone fixed) {
      return fixed;
    }
    throw ValueException.type("tzinfo argument must be None or of a tzinfo subclass");
  }

  private static Object isoformat(DateTime time, Arguments given) {
    Object[] bound = given.bind(0, "sep", "timespec");
    return time.isoformat(text(bound[0], "T"), text(bound[1], "auto"));
  }

  private static String text(Object given, String otherwise) {
    if (given == Arguments.ABSENT) {
      return otherwise;
    }
    String text = Text.of(given);
    if (text == null) {
      throw ValueException.type("the argument must be text");
    }
    return text;
  }

  private static Object replaced(DateTime time, Arguments given) {
    LocalDate day = day(time.local().toLocalDate(), given, 8);
    Object[] bound = bindAll(given, 8);
    LocalTime clock = time.local().toLocalTime();
    LocalTime changed;
    try {
      changed =
          LocalTime.of(
              part(bound[3], clock.getHour()),
              part(bound[4], clock.getMinute()),
              part(bound[5], clock.getSecond()),
              Math.multiplyExact(part(bound[6], clock.getNano() / 1000), 1000));
    } catch (DateTimeException | ArithmeticException e) {
      throw ValueException.value("hour, minute, second or microsecond is out of range");
    }
    Zone zone =
        bound[7] == Arguments.ABSENT
            ? time.zone()
            : bound[7] == null ? null : requireZone(bound[7]);
    return new DateTime(day.atTime(changed), zone);
  }

  private static LocalDate day(LocalDate day, Arguments given, int parameters) {
    Object[] bound = bindAll(given, parameters);
    int year = part(bound[0], day.getYear());
    int month = part(bound[1], day.getMonthValue());
    int dayOfMonth = part(bound[2], day.getDayOfMonth());
    return Strptime.day(year, month, dayOfMonth);
  }

  private static Object[] bindAll(Arguments given, int parameters) {
    String[] names = {
      "year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"
    };
    return given.bind(0, Arrays.copyOf(names, parameters == 8 ? 9 : parameters));
  }

  private static int part(Object given, int otherwise) {
    return given == Arguments.ABSENT ? otherwise : Numbers.position(given);
  }

  private static Object tuple(DateTime time, long summer) {
    LocalDateTime local = time.local();
    return Tuple.named(
        "time.struct_time",
        List.of(
            "tm_year",
            "tm_mon",
            "tm_mday",
            "tm_hour",
            "tm_min",
            "tm_sec",
            "tm_wday",
            "tm_yday",
            "tm_isdst"),
        (long) local.getYear(),
        (long) local.getMonthValue(),
        (long) local.getDayOfMonth(),
        (long) local.getHour(),
        (long) local.getMinute(),
        (long) local.getSecond(),
        local.getDayOfWeek().getValue() - 1L,
        (long) local.get(ChronoField.DAY_OF_YEAR),
        knowsSummerTime(time) ? 0L : summer);
  }

  private static boolean knowsSummerTime(DateTime time) {
    return time.zone() != null && time.zone().knowsSummerTime();
  }

  private static Callable plain(TemplateObject owner, String name, Object value) {
    return Callable.method(
        owner,
        name,
        given -> {
          given.none();
          return value;
        });
  }

  private static Callable method(
      TemplateObject owner, String name, Function<Arguments, Object> body) {
    return Callable.method(owner, name, body);
  }
}
