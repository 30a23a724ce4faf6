package dev.leat.host.fivetran;

import com.google.protobuf.Timestamp;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/**
 * Reads dates and times in ISO 8601 text as Fivetran's timestamps, to the nanosecond. A date is its
 * midnight, a time of day lies on the first of January 1970, and what has no zone counts as UTC.
 *
 * <p>Read: {@code 2026-01-31}; {@code 23:59[:59[.123456789]]}; both joined by {@code T} or a space;
 * and these with {@code Z} or an offset such as {@code +02:00}. Anything else is no date or time: a
 * leap second, a year outside 1 to 9999, more than nine digits of a fraction. Used once, by one
 * thread.
 */
final class TimeText {

  private static final int SECONDS_A_DAY = 86_400;
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int MOST_OFFSET_HOURS = 18;

  private final String text;
  private int at;
  private long seconds;
  private int nanos;

  private TimeText(String text) {
    this.text = text;
  }

  /** A day without a zone; empty if the text is none. */
  static Optional<Timestamp> date(String text) {
    TimeText iso = new TimeText(text);
    return iso.result(iso.readDate());
  }

  /** A time of day without a zone; empty if the text is none. */
  static Optional<Timestamp> time(String text) {
    TimeText iso = new TimeText(text);
    return iso.result(iso.readTime());
  }

  /** A day and time without a zone; empty if the text is none. */
  static Optional<Timestamp> dateTime(String text) {
    TimeText iso = new TimeText(text);
    return iso.result(iso.readDateTime());
  }

  /** An instant; empty if the text is none, or does not say where it holds. */
  static Optional<Timestamp> instant(String text) {
    TimeText iso = new TimeText(text);
    return iso.result(iso.readDateTime() && iso.readOffset());
  }

  private Optional<Timestamp> result(boolean read) {
    if (!read || at != text.length() || seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      return Optional.empty();
    }
    return Optional.of(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build());
  }

  private boolean readDateTime() {
    return readDate() && (skip('T') || skip(' ') || skip('t')) && readTime();
  }

  private boolean readDate() {
    int year = number(4);
    if (year < 1 || !skip('-')) {
      return false;
    }
    int month = number(2);
    if (month < 1 || month > 12 || !skip('-')) {
      return false;
    }
    int day = number(2);
    if (day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
      return false;
    }
    seconds = LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY;
    return true;
  }

  private boolean readTime() {
    int hour = number(2);
    if (hour < 0 || hour > 23 || !skip(':')) {
      return false;
    }
    int minute = number(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    seconds += hour * 3_600L + minute * 60L;
    if (!skip(':')) {
      return true;
    }
    int second = number(2);
    if (second < 0 || second > 59) {
      return false;
    }
    seconds += second;
    return !skip('.') || readFraction();
  }

  private boolean readFraction() {
    int start = at;
    int scale = 100_000_000;
    while (at < text.length() && isDigit(text.charAt(at))) {
      int digit = text.charAt(at) - '0';
      if (scale == 0 && digit > 0) {
        return false;
      }
      nanos += digit * scale;
      scale /= 10;
      at++;
    }
    return at > start;
  }

  private boolean readOffset() {
    if (skip('Z') || skip('z')) {
      return true;
    }
    int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
    int hours = number(2);
    if (sign == 0 || hours < 0 || hours > MOST_OFFSET_HOURS) {
      return false;
    }
    int minutes = 0;
    if (at < text.length()) {
      skip(':');
      minutes = number(2);
    }
    seconds -= sign * (hours * 3_600L + minutes * 60L);
    return minutes >= 0 && minutes <= 59;
  }

  private boolean skip(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private int number(int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char digit = text.charAt(at + i);
      if (!isDigit(digit)) {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    at += digits;
    return value;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
