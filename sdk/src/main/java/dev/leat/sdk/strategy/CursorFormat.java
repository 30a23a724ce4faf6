package dev.leat.sdk.strategy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way in which a source writes a time: text to instant and back. Immutable. What it writes is
 * never later than the instant it was given.
 */
public abstract sealed class CursorFormat {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");

  private static final Pattern EPOCH = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final String description;

  private CursorFormat(String description) {
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
    return new Epoch("epoch seconds", 0);
  }

  /** Milliseconds since 1970. */
  public static CursorFormat epochMillis() {
    return new Epoch("epoch milliseconds", 3);
  }

  /** Microseconds since 1970. */
  public static CursorFormat epochMicros() {
    return new Epoch("epoch microseconds", 6);
  }

  /**
   * A pattern of {@link DateTimeFormatter}, in English; read in this zone where it has no offset.
   *
   * @throws IllegalArgumentException if the pattern is none
   */
  public static CursorFormat pattern(String pattern, ZoneId zone) {
    return new Custom(pattern, zone);
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
  abstract Duration unit(String like);

  /** The zone in which a text is read that has no offset; empty if it has one. */
  Optional<ZoneId> zone() {
    return Optional.empty();
  }

  private static Duration decimals(int digits) {
    return digits >= 9
        ? Duration.ofNanos(1)
        : Duration.ofNanos(BigDecimal.ONE.movePointRight(9 - digits).longValueExact());
  }

  /** What it looks like, for messages. */
  @Override
  public final String toString() {
    return description;
  }

  private static int fractionDigits(String text) {
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
        : "." + String.format(Locale.ROOT, "%09d", nano).substring(0, Math.min(9, digits));
  }

  private static Optional<TemporalAccessor> read(DateTimeFormatter formatter, String text) {
    try {
      return Optional.of(formatter.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String seconds(LocalDateTime time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).format(time);
  }

  private static final class Iso extends CursorFormat {
    Iso() {
      super("ISO 8601 with offset, e.g. 2026-01-31T23:59:59.123Z");
    }

    @Override
    Duration unit(String like) {
      return decimals(fractionDigits(like));
    }

    @Override
    Optional<Instant> parse(String text) {
      Optional<Instant> quick = IsoInstants.parse(text);
      return quick.isPresent()
          ? quick
          : read(DateTimeFormatter.ISO_OFFSET_DATE_TIME, withColon(text)).map(Instant::from);
    }

    @Override
    String format(Instant instant, String like) {
      String colon = withColon(like);
      TemporalAccessor example = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(colon);
      ZoneOffset offset = ZoneOffset.from(example);
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

  private static final class IsoLocal extends CursorFormat {
    private final ZoneId zone;

    IsoLocal(ZoneId zone) {
      super("ISO 8601 without offset in " + zone + ", e.g. 2026-01-31T23:59:59.123");
      this.zone = zone;
    }

    @Override
    Duration unit(String like) {
      return decimals(fractionDigits(like));
    }

    @Override
    Optional<ZoneId> zone() {
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

  private static final class Day extends CursorFormat {
    private final ZoneId zone;

    Day(ZoneId zone) {
      super("a date, e.g. 2026-01-31");
      this.zone = zone;
    }

    @Override
    Duration unit(String like) {
      return Duration.ofDays(1);
    }

    @Override
    Optional<ZoneId> zone() {
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

  private static final class Epoch extends CursorFormat {
    private final int power;

    Epoch(String description, int power) {
      super(description);
      this.power = power;
    }

    @Override
    Duration unit(String like) {
      return decimals(power + fractionDigits(like));
    }

    @Override
    Optional<Instant> parse(String text) {
      int dot = text.indexOf('.');
      String whole = dot < 0 ? text : text.substring(0, dot);
      if (!WHOLE.matcher(whole).matches()
          || (dot >= 0 && !text.substring(dot + 1).matches("\\d{1,18}"))) {
        return Optional.empty();
      }
      BigInteger nanos =
          new BigDecimal(text)
              .movePointRight(9 - power)
              .setScale(0, RoundingMode.FLOOR)
              .toBigInteger();
      BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
      if (parts[0].abs().bitLength() > 54) {
        return Optional.empty();
      }
      return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
    }

    @Override
    String format(Instant instant, String like) {
      return format(instant, fractionDigits(like));
    }

    @Override
    String format(Instant instant) {
      return format(instant, 0);
    }

    private String format(Instant instant, int digits) {
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.getNano(), 9))
          .movePointRight(power)
          .setScale(digits, RoundingMode.FLOOR)
          .toPlainString();
    }
  }

  private static final class Custom extends CursorFormat {
    private final DateTimeFormatter formatter;
    private final ZoneId zone;
    private final Duration unit;
    private final boolean hasOffset;

    Custom(String pattern, ZoneId zone) {
      super("pattern " + pattern);
      this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      this.zone = zone;
      this.unit = unitOf(pattern.replaceAll("'[^']*'", ""));
      this.hasOffset = pattern.replaceAll("'[^']*'", "").matches(".*[XxZOVz].*");
    }

    @Override
    Duration unit(String like) {
      return unit;
    }

    @Override
    Optional<ZoneId> zone() {
      return hasOffset ? Optional.empty() : Optional.of(zone);
    }

    private static Duration unitOf(String pattern) {
      long fraction = pattern.chars().filter(c -> c == 'S').count();
      if (fraction > 0) {
        return decimals((int) fraction);
      }
      return pattern.indexOf('s') >= 0
          ? Duration.ofSeconds(1)
          : pattern.indexOf('m') >= 0
              ? Duration.ofMinutes(1)
              : pattern.indexOf('H') >= 0 ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    @Override
    Optional<Instant> parse(String text) {
      return read(formatter, text).flatMap(this::instant);
    }

    private Optional<Instant> instant(TemporalAccessor time) {
      if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Optional.of(Instant.from(time));
      }
      LocalDate day = time.query(TemporalQueries.localDate());
      if (day == null) {
        return Optional.empty();
      }
      java.time.LocalTime clock = time.query(TemporalQueries.localTime());
      LocalDateTime local = clock == null ? day.atStartOfDay() : day.atTime(clock);
      ZoneId in = time.query(TemporalQueries.zone());
      return Optional.of(
          local.atZone(in == null ? zone : in).withEarlierOffsetAtOverlap().toInstant());
    }

    @Override
    String format(Instant instant, String like) {
      return format(instant);
    }

    @Override
    String format(Instant instant) {
      return formatter.format(instant.atZone(zone));
    }
  }
}
