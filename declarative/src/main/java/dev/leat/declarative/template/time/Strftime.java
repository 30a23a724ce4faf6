package dev.leat.declarative.template.time;

import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * {@code strftime} as Python on Linux has it: the C library's codes, flags and widths, and {@code
 * %f}, {@code %z}, {@code %Z} in between. Names are English; unknown codes are printed as they are.
 */
public final class Strftime {

  private final DateTime time;
  private final LocalDateTime local;

  private Strftime(DateTime time) {
    this.time = time;
    this.local = time.local();
  }

  /**
   * Prints a time.
   *
   * @throws ValueException of kind TYPE if the format is not text
   */
  public static String format(DateTime time, Object format) {
    String text = Text.of(format);
    if (text == null) {
      throw ValueException.type("strftime() argument 1 must be str");
    }
    Strftime printer = new Strftime(time);
    return printer.library(printer.python(text));
  }

  /** A distance from UTC, as {@code +05:30}; {@code between} stands between the parts. */
  static String offset(int seconds, String between) {
    int size = Math.abs(seconds);
    String text =
        (seconds < 0 ? "-" : "+")
            + Clocks.digits(size / 3600, 2)
            + between
            + Clocks.digits(size / 60 % 60, 2);
    return size % 60 == 0 ? text : text + between + Clocks.digits(size % 60, 2);
  }

  /** The codes that Python replaces before the C library sees the format. */
  private String python(String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      out.append(c);
      if (c != '%' || i + 1 == format.length()) {
        continue;
      }
      char code = format.charAt(++i);
      Zone zone = time.zone();
      switch (code) {
        case 'f' -> {
          out.setLength(out.length() - 1);
          out.append(Clocks.digits(local.get(ChronoField.MICRO_OF_SECOND), 6));
        }
        case 'z' -> {
          out.setLength(out.length() - 1);
          out.append(zone == null ? "" : offset(zone.seconds(), ""));
        }
        case 'Z' -> {
          out.setLength(out.length() - 1);
          out.append(zone == null ? "" : zone.name().replace("%", "%%"));
        }
        default -> out.append(code);
      }
    }
    return out.toString();
  }

  private String library(String format) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        i++;
        continue;
      }
      int end = i + 1;
      char pad = 0;
      boolean upper = false;
      boolean swapped = false;
      while (end < format.length() && "_-0^#".indexOf(format.charAt(end)) >= 0) {
        char flag = format.charAt(end++);
        upper |= flag == '^';
        swapped |= flag == '#';
        pad = flag == '^' || flag == '#' ? pad : flag;
      }
      int width = -1;
      while (end < format.length() && Character.digit(format.charAt(end), 10) >= 0) {
        width = Math.min(10_000, Math.max(width, 0) * 10 + Character.digit(format.charAt(end), 10));
        end++;
      }
      if (end < format.length() && "EO".indexOf(format.charAt(end)) >= 0) {
        end++;
      }
      String text = end < format.length() ? field(format.charAt(end), pad, width) : null;
      if (text == null) {
        end = Math.min(end, format.length() - 1);
        text = format.substring(i, end + 1);
      } else if (upper || (swapped && "aAbBh".indexOf(format.charAt(end)) >= 0)) {
        text = text.toUpperCase(Locale.ROOT);
      } else if (swapped) {
        text = text.toLowerCase(Locale.ROOT);
      }
      out.append(text);
      i = end + 1;
    }
    return out.toString();
  }

  /** One code; null if the library does not know it. */
  private String field(char code, char pad, int width) {
    int hour = local.getHour();
    return switch (code) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'a' ->
          padded(local.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), pad, width);
      case 'A' ->
          padded(local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), pad, width);
      case 'b', 'h' -> padded(month(TextStyle.SHORT), pad, width);
      case 'B' -> padded(month(TextStyle.FULL), pad, width);
      case 'p' -> padded(hour < 12 ? "AM" : "PM", pad, width);
      case 'P' -> padded(hour < 12 ? "am" : "pm", pad, width);
      case 'C' -> number(local.getYear() / 100, 2, '0', pad, width);
      case 'd' -> number(local.getDayOfMonth(), 2, '0', pad, width);
      case 'e' -> number(local.getDayOfMonth(), 2, ' ', pad, width);
      case 'H' -> number(hour, 2, '0', pad, width);
      case 'k' -> number(hour, 2, ' ', pad, width);
      case 'I' -> number((hour + 11) % 12 + 1, 2, '0', pad, width);
      case 'l' -> number((hour + 11) % 12 + 1, 2, ' ', pad, width);
      case 'j' -> number(local.get(ChronoField.DAY_OF_YEAR), 3, '0', pad, width);
      case 'm' -> number(local.getMonthValue(), 2, '0', pad, width);
      case 'M' -> number(local.getMinute(), 2, '0', pad, width);
      case 'S' -> number(local.getSecond(), 2, '0', pad, width);
      case 's' -> number(local.toEpochSecond(ZoneOffset.UTC), 1, '0', pad, width);
      case 'u' -> number(local.getDayOfWeek().getValue(), 1, '0', pad, width);
      case 'w' -> number(local.getDayOfWeek().getValue() % 7, 1, '0', pad, width);
      case 'U' -> number(week(local.getDayOfWeek().getValue() % 7), 2, '0', pad, width);
      case 'W' -> number(week(local.getDayOfWeek().getValue() - 1), 2, '0', pad, width);
      case 'V' -> number(local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', pad, width);
      case 'G' -> number(local.get(IsoFields.WEEK_BASED_YEAR), 1, '0', pad, width);
      case 'g' -> number(local.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', pad, width);
      case 'y' -> number(local.getYear() % 100, 2, '0', pad, width);
      case 'Y' -> number(local.getYear(), 1, '0', pad, width);
      default -> composed(code, pad, width);
    };
  }

  private String composed(char code, char pad, int width) {
    String parts =
        switch (code) {
          case 'c' -> "%a %b %e %H:%M:%S %Y";
          case 'D', 'x' -> "%m/%d/%y";
          case 'F' -> "%Y-%m-%d";
          case 'T', 'X' -> "%H:%M:%S";
          case 'R' -> "%H:%M";
          case 'r' -> "%I:%M:%S %p";
          default -> null;
        };
    return parts == null ? null : padded(library(parts), pad, width);
  }

  private String month(TextStyle style) {
    return local.getMonth().getDisplayName(style, Locale.ENGLISH);
  }

  private int week(int dayOfWeek) {
    return (local.get(ChronoField.DAY_OF_YEAR) - 1 + 7 - dayOfWeek) / 7;
  }

  private static String number(long value, int digits, char usual, char pad, int width) {
    if (pad == '-') {
      return Long.toString(value);
    }
    char fill = pad == '_' ? ' ' : pad == '0' ? '0' : usual;
    int length = Math.max(digits, width);
    String size = Long.toString(Math.abs(value));
    String filling = String.valueOf(fill).repeat(Math.max(0, length - size.length()));
    String sign = value < 0 ? "-" : "";
    return fill == ' ' ? filling + sign + size : sign + filling + size;
  }

  private static String padded(String text, char pad, int width) {
    char fill = pad == '0' ? '0' : ' ';
    return String.valueOf(fill).repeat(Math.max(0, width - text.length())) + text;
  }
}
