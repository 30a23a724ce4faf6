package dev.leat.sdk.internal.time;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/**
 * Recognises dates and times in ISO 8601 text, and makes objects of them only when asked: it is
 * done for each row. Reusable; for use by one thread.
 *
 * <p>Recognised: {@code 2026-01-31}, {@code 23:59[:59[.123456789]]}, both joined by {@code T} or a
 * space, and these with {@code Z} or an offset such as {@code +02:00}; the years 1 to 9999.
 * Anything else, a leap second included, is {@link Form#OTHER}: text that stays text.
 */
public final class IsoText {

  /** What a text is. */
  public enum Form {
    DATE,
    TIME,
    DATETIME,
    INSTANT,
    OTHER
  }

  private static final int OLDEST_NANOS = 1678;
  private static final int NEWEST_NANOS = 2261;
  private static final int MOST_OFFSET_HOURS = 14;

  private static final int SHORTEST_MONTH = 28;
  private static final int NANOS_A_SECOND = 1_000_000_000;
  private static final int SECONDS_A_MINUTE = 60;
  private static final int SECONDS_A_DAY = 86_400;

  /** Times are read row by row, and an object for each would be more than what it reads. */
  private static final ThreadLocal<IsoText> REUSED = ThreadLocal.withInitial(IsoText::new);

  private byte[] bytes = {};
  private int at;
  private int year;
  private int month;
  private int day;
  private int secondOfDay;
  private int nano;
  private int fraction;
  private int offset;

  /** What the ASCII text is; the other methods then speak of it. */
  public Form read(byte[] iso) {
    bytes = iso;
    at = 0;
    year = 0;
    month = 1;
    day = 1;
    secondOfDay = 0;
    nano = 0;
    fraction = 0;
    offset = 0;
    if (bytes.length > 2 && bytes[2] == ':') {
      return time() && at == bytes.length ? Form.TIME : Form.OTHER;
    }
    if (!date()) {
      return Form.OTHER;
    }
    if (at == bytes.length) {
      return Form.DATE;
    }
    if (!skip('T') && !skip(' ')) {
      return Form.OTHER;
    }
    if (!time()) {
      return Form.OTHER;
    }
    if (at == bytes.length) {
      return Form.DATETIME;
    }
    return offset() && at == bytes.length ? Form.INSTANT : Form.OTHER;
  }

  /**
   * The instant that a text of the form {@link Form#INSTANT} names.
   *
   * @return empty if the text has another form
   */
  public static Optional<Instant> instant(String iso) {
    IsoText text = REUSED.get();
    // What is not Latin becomes a question mark, which no time has.
    byte[] bytes = iso.getBytes(StandardCharsets.ISO_8859_1);
    return text.read(bytes) == Form.INSTANT ? Optional.of(text.instant()) : Optional.empty();
  }

  /**
   * The instant that was read; of a text without an offset, as if it were UTC; of a date, its
   * start.
   */
  public Instant instant() {
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(days * SECONDS_A_DAY + secondOfDay - offset, nano);
  }

  /** How many digits of the second's fraction matter: 0 to 9. */
  public int fraction() {
    return fraction;
  }

  /** Whether 64 bits of nanoseconds around 1970 reach it. */
  public boolean fitsNanos() {
    return year >= OLDEST_NANOS && year <= NEWEST_NANOS;
  }

  private boolean date() {
    year = number(4);
    if (year < 1 || !skip('-')) {
      return false;
    }
    month = number(2);
    if (month < 1 || month > 12 || !skip('-')) {
      return false;
    }
    day = number(2);
    return day >= 1 && (day <= SHORTEST_MONTH || day <= Month.of(month).length(Year.isLeap(year)));
  }

  private boolean time() {
    int hour = number(2);
    if (hour < 0 || hour > 23 || !skip(':')) {
      return false;
    }
    int minute = number(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    secondOfDay = (hour * SECONDS_A_MINUTE + minute) * SECONDS_A_MINUTE;
    if (!skip(':')) {
      return true;
    }
    int second = number(2);
    if (second < 0 || second > 59) {
      return false;
    }
    secondOfDay += second;
    return !skip('.') || readFraction();
  }

  private boolean readFraction() {
    int start = at;
    int place = NANOS_A_SECOND;
    while (at < bytes.length && isDigit(bytes[at])) {
      place /= 10;
      nano += (bytes[at] - '0') * place;
      at++;
      if (bytes[at - 1] != '0') {
        fraction = at - start;
      }
    }
    return at > start && at - start <= 9;
  }

  private boolean offset() {
    if (skip('Z')) {
      return true;
    }
    boolean west = skip('-');
    if (!west && !skip('+')) {
      return false;
    }
    int hours = number(2);
    if (hours < 0 || hours > MOST_OFFSET_HOURS) {
      return false;
    }
    int minutes = 0;
    if (at < bytes.length) {
      skip(':');
      minutes = number(2);
    }
    offset = (hours * SECONDS_A_MINUTE + minutes) * (west ? -SECONDS_A_MINUTE : SECONDS_A_MINUTE);
    return minutes >= 0 && minutes <= 59;
  }

  private boolean skip(char expected) {
    boolean there = at < bytes.length && bytes[at] == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private int number(int digits) {
    int end = at + digits;
    if (end > bytes.length) {
      return -1;
    }
    int value = 0;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
