package dev.leat.destination.sql;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What the ways to write a value of a key have in common: {@code 1}, {@code 1.0} and {@code 1e0},
 * or an instant with any offset. Values that a column of any type takes for equal have it in
 * common; others may. Stateless.
 */
final class KeyText {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final int LENGTH_OF_DATE = 10;

  private KeyText() {}

  /** What the ways to write a value have in common. */
  static String of(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    if (NUMBER.matcher(text).matches()) {
      // Zero is added for the zero that is negative.
      return Double.toString(Double.parseDouble(text) + 0.0);
    }
    if (has(text, 4, '-') || has(text, 2, ':')) {
      try {
        return time(text.replace(' ', 'T'));
      } catch (DateTimeException noTime) {
        return text;
      }
    }
    return text;
  }

  private static String time(String text) {
    if (text.charAt(2) == ':') {
      return LocalTime.parse(text).truncatedTo(ChronoUnit.MICROS).toString();
    }
    if (text.length() == LENGTH_OF_DATE) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
    }
    String clock = text.substring(LENGTH_OF_DATE);
    boolean hasOffset = clock.endsWith("Z") || clock.contains("+") || clock.contains("-");
    Instant instant =
        hasOffset
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static boolean has(String text, int at, char wanted) {
    return text.length() > at && text.charAt(at) == wanted;
  }
}
