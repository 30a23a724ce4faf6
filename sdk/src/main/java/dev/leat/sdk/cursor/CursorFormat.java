package dev.leat.sdk.cursor;

import com.google.common.base.Strings;
import dev.leat.sdk.internal.time.IsoText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One way in which a source writes a time: text to instant and back. Immutable. What it writes is
 * never later than the instant it was given.
 */
public abstract sealed class CursorFormat
    permits CursorFormat.Iso,
        CursorFormat.IsoLocal,
        CursorFormat.Day,
        EpochFormat,
        OwnFormat,
        PatternFormat {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private static final Pattern EPOCH = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final String description;

  CursorFormat(String description) {
    this.description = description;
  }

  /** ISO 8601 with an offset, any precision: {@code 2026-01-31T23:59:59.123456+02:00}. */
  public static CursorFormat iso() {
    return new Iso();
  }

  /** ISO 8601 without an offset, read in this zone: {@code 2026-01-31T23:59:59.123}. */
  public static CursorFormat isoLocal(ZoneId zone) {
    return new IsoLocal(zone);
  }

  /** A day, {@code 2026-01-31}: its midnight in this zone. */
  public static CursorFormat date(ZoneId zone) {
    return new Day(zone);
  }

  /** Seconds since 1970, with or without decimals. */
  public static CursorFormat epochSeconds() {
    return new EpochFormat("epoch seconds", 0);
  }

  /** Milliseconds since 1970. */
  public static CursorFormat epochMillis() {
    return new EpochFormat("epoch milliseconds", 3);
  }

  /** Microseconds since 1970. */
  public static CursorFormat epochMicros() {
    return new EpochFormat("epoch microseconds", 6);
  }

  /**
   * A pattern of {@link DateTimeFormatter}, in English; read in this zone where it has no offset.
   *
   * @throws IllegalArgumentException if the pattern is none
   */
  public static CursorFormat pattern(String pattern, ZoneId zone) {
    return new PatternFormat(pattern, zone);
  }

  /**
   * A form of the source's own.
   *
   * @param description what it looks like, for messages
   * @param read empty if a text is not of this form
   * @param write the instant in this form, rounded down to it, so that {@code read} gives it back
   * @param unit one unit of its last digit
   * @param zone the zone in which a text is read that has no offset; empty if it has one
   */
  public static CursorFormat of(
      String description,
      Function<String, Optional<Instant>> read,
      Function<Instant, String> write,
      Duration unit,
      Optional<ZoneId> zone) {
    return new OwnFormat(description, read, write, unit, zone);
  }

  /**
   * The forms tried where none was declared. Epoch numbers are told apart by their size: up to 11
   * digits are seconds, up to 14 milliseconds, more are microseconds.
   */
  static List<CursorFormat> common(ZoneId zone, String text) {
    if (EPOCH.matcher(text).matches()) {
      int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
      return List.of(digits <= 11 ? epochSeconds() : digits <= 14 ? epochMillis() : epochMicros());
    }
    return List.of(iso(), isoLocal(zone), date(zone), epochSeconds(), epochMillis(), epochMicros());
  }

  /** Empty if the text is not of this form. */
  abstract Optional<Instant> parse(String text);

  /** The instant in this form, rounded down, as precise as {@code like}, which is of this form. */
  abstract String format(Instant instant, String like);

  /** As {@link #format(Instant, String)}, without an example. */
  abstract String format(Instant instant);

  /** One unit of the last digit of a text of this form. */
  public abstract Duration unit(String like);

  /** The zone in which a text is read that has no offset; empty if it has one. */
  public Optional<ZoneId> zone() {
    return Optional.empty();
  }

  static Duration decimals(int digits) {
    return digits >= 9
        ? Duration.ofNanos(1)
        : Duration.ofNanos(BigDecimal.ONE.movePointRight(9 - digits).longValueExact());
  }

  /** What it looks like, for messages. */
  @Override
  public final String toString() {
    return description;
  }

  static int fractionDigits(String text) {
    int dot = text.indexOf('.');
    int digits = 0;
    for (int i = dot + 1; dot >= 0 && i < text.length() && isDigit(text.charAt(i)); i++) {
      digits++;
    }
    return digits;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String fraction(int nano, int digits) {
    return digits == 0
        ? ""
        : "." + Strings.padStart(Integer.toString(nano), 9, '0').substring(0, Math.min(9, digits));
  }

  static Optional<TemporalAccessor> read(DateTimeFormatter formatter, String text) {
    try {
      return Optional.of(formatter.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String seconds(LocalDateTime time) {
    return SECONDS.format(time);
  }

  static final class Iso extends CursorFormat {
    Iso() {
      super("ISO 8601 with offset, e.g. 2026-01-31T23:59:59.123Z");
    }

    @Override
    public Duration unit(String like) {
      return decimals(fractionDigits(like));
    }

    @Override
    Optional<Instant> parse(String text) {
      Optional<Instant> quick = IsoText.instant(text);
      return quick.isPresent()
          ? quick
          : read(DateTimeFormatter.ISO_OFFSET_DATE_TIME, withColon(text)).map(Instant::from);
    }

    @Override
    String format(Instant instant, String like) {
      String colon = withColon(like);
      ZoneOffset offset =
          suffixLength(colon) == 1
              ? ZoneOffset.UTC
              : ZoneOffset.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(colon));
      int end = colon.length() - suffixLength(colon);
      String suffix = like.substring(Math.min(end, like.length()));
      LocalDateTime time = LocalDateTime.ofInstant(instant, offset);
      return seconds(time)
          + fraction(time.get(ChronoField.NANO_OF_SECOND), fractionDigits(like))
          + suffix;
    }

    @Override
    String format(Instant instant) {
      return instant.toString();
    }

    private static int suffixLength(String text) {
      if (text.endsWith("Z") || text.endsWith("z")) {
        return 1;
      }
      int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
      return text.length() - sign;
    }

    /** {@code +0200} and {@code +02} as {@code +02:00}; a blank between date and time as T. */
    private static String withColon(String text) {
      String t = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
      int sign = Math.max(t.lastIndexOf('+'), t.lastIndexOf('-'));
      if (sign > 10 && t.length() - sign == 5) {
        return t.substring(0, sign + 3) + ":" + t.substring(sign + 3);
      }
      return sign > 10 && t.length() - sign == 3 ? t + ":00" : t;
    }
  }

  static final class IsoLocal extends CursorFormat {
    private final ZoneId zone;

    IsoLocal(ZoneId zone) {
      super("ISO 8601 without offset in " + zone + ", e.g. 2026-01-31T23:59:59.123");
      this.zone = zone;
    }

    @Override
    public Duration unit(String like) {
      return decimals(fractionDigits(like));
    }

    @Override
    public Optional<ZoneId> zone() {
      return Optional.of(zone);
    }

    @Override
    Optional<Instant> parse(String text) {
      String t = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
      return read(DateTimeFormatter.ISO_LOCAL_DATE_TIME, t)
          .map(LocalDateTime::from)
          .map(time -> time.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
    }

    @Override
    String format(Instant instant, String like) {
      LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
      String text =
          seconds(time) + fraction(time.get(ChronoField.NANO_OF_SECOND), fractionDigits(like));
      return like.length() > 10 && like.charAt(10) == ' ' ? text.replace('T', ' ') : text;
    }

    @Override
    String format(Instant instant) {
      return format(instant, ".000000000");
    }
  }

  static final class Day extends CursorFormat {
    private final ZoneId zone;

    Day(ZoneId zone) {
      super("a date, e.g. 2026-01-31");
      this.zone = zone;
    }

    @Override
    public Duration unit(String like) {
      return Duration.ofDays(1);
    }

    @Override
    public Optional<ZoneId> zone() {
      return Optional.of(zone);
    }

    @Override
    Optional<Instant> parse(String text) {
      return read(DateTimeFormatter.ISO_LOCAL_DATE, text)
          .map(day -> LocalDate.from(day).atStartOfDay(zone).toInstant());
    }

    @Override
    String format(Instant instant, String like) {
      return format(instant);
    }

    @Override
    String format(Instant instant) {
      return LocalDate.ofInstant(instant, zone).toString();
    }
  }
}
