package dev.leat.sdk.cursor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads the commonest form of a cursor, {@code 2026-01-31T23:59:59.123Z}, without the parts that a
 * {@code DateTimeFormatter} allocates: it is done for each row. Any other form is left to that.
 */
final class IsoInstants {

  private static final int SECONDS_END = 19;

  private IsoInstants() {}

  static Optional<Instant> parse(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_END
        || last > SECONDS_END + 10
        || text.charAt(last) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return Optional.empty();
    }
    int nano = last == SECONDS_END ? 0 : nano(text, last);
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if ((nano | year | month | day | hour | minute | second) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int nano(String text, int end) {
    if (text.charAt(SECONDS_END) != '.' || end == SECONDS_END + 1) {
      return -1;
    }
    int nano = number(text, SECONDS_END + 1, end);
    for (int digits = end - SECONDS_END - 1; digits < 9 && nano >= 0; digits++) {
      nano *= 10;
    }
    return nano;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
