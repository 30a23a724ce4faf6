package dev.leat.engine.types;

import java.time.Month;
import java.time.Year;

/**
 * Recognises dates and times in ISO 8601 text without making objects of them. Reusable; for use by
 * one thread.
 *
 * <p>Recognised: {@code 2026-01-31}, {@code 23:59[:59[.123456789]]}, both joined by {@code T} or a
 * space, and these with {@code Z} or an offset such as {@code +02:00}; the years 1 to 9999.
 * Anything else, a leap second included, is {@link Form#OTHER}: text that stays text.
 */
final class IsoText {

  /** What a text is. */
  enum Form {
    DATE,
    TIME,
    DATETIME,
    INSTANT,
    OTHER
  }

  private static final int OLDEST_NANOS = 1678;
  private static final int NEWEST_NANOS = 2261;
  private static final int MOST_OFFSET_HOURS = 14;

  private byte[] text = {};
  private int at;
  private int year;
  private int fraction;

  /** What the text is; {@link #fraction} and {@link #fitsNanos} then speak of it. */
  Form read(byte[] iso) {
    text = iso;
    at = 0;
    year = 0;
    fraction = 0;
    if (iso.length > 2 && iso[2] == ':') {
      return time() && at == text.length ? Form.TIME : Form.OTHER;
    }
    if (!date()) {
      return Form.OTHER;
    }
    if (at == text.length) {
      return Form.DATE;
    }
    if (text[at] != 'T' && text[at] != ' ') {
      return Form.OTHER;
    }
    at++;
    if (!time()) {
      return Form.OTHER;
    }
    if (at == text.length) {
      return Form.DATETIME;
    }
    return offset() && at == text.length ? Form.INSTANT : Form.OTHER;
  }

  /** How many digits of the second's fraction matter: 0 to 9. */
  int fraction() {
    return fraction;
  }

  /** Whether 64 bits of nanoseconds around 1970 reach it. */
  boolean fitsNanos() {
    return year >= OLDEST_NANOS && year <= NEWEST_NANOS;
  }

  private boolean date() {
    year = number(4);
    if (year < 1 || !skip('-')) {
      return false;
    }
    int month = number(2);
    if (month < 1 || month > 12 || !skip('-')) {
      return false;
    }
    int day = number(2);
    return day >= 1 && day <= Month.of(month).length(Year.isLeap(year));
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
    if (!skip(':')) {
      return true;
    }
    int second = number(2);
    if (second < 0 || second > 59) {
      return false;
    }
    return !skip('.') || readFraction();
  }

  private boolean readFraction() {
    int start = at;
    while (at < text.length && isDigit(text[at])) {
      at++;
      if (text[at - 1] != '0') {
        fraction = at - start;
      }
    }
    return at > start && at - start <= 9;
  }

  private boolean offset() {
    if (skip('Z')) {
      return true;
    }
    if (!skip('+') && !skip('-')) {
      return false;
    }
    int hours = number(2);
    if (hours < 0 || hours > MOST_OFFSET_HOURS) {
      return false;
    }
    if (at == text.length) {
      return true;
    }
    skip(':');
    int minutes = number(2);
    return minutes >= 0 && minutes <= 59;
  }

  private boolean skip(char expected) {
    boolean there = at < text.length && text[at] == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private int number(int digits) {
    if (at + digits > text.length) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit(text[at + i])) {
        return -1;
      }
      value = value * 10 + text[at + i] - '0';
    }
    at += digits;
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
