package dev.leat.declarative.compile;

import dev.leat.declarative.template.function.TimeForms;
import dev.leat.declarative.template.time.DateTime;
import dev.leat.declarative.template.time.IsoReader;
import dev.leat.declarative.template.time.Zone;
import dev.leat.declarative.template.value.ValueException;
import dev.leat.sdk.cursor.CursorFormat;
import dev.leat.sdk.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Optional;

/** Times and lengths of time as files write them. Stateless. */
final class TimeForm {

  private TimeForm() {}

  /** A format in Python's notation. */
  static CursorFormat of(String format) {
    return switch (format) {
      case "%s", "%s_as_float" -> CursorFormat.epochSeconds();
      case "%ms" -> CursorFormat.epochMillis();
      case "%epoch_microseconds" -> CursorFormat.epochMicros();
      default ->
          CursorFormat.of(
              format,
              text -> read(text, format),
              instant -> write(instant, format),
              unit(format),
              format.contains("%z") ? Optional.empty() : Optional.of(ZoneOffset.UTC));
    };
  }

  /** Reads a time; empty if it is not of that format. */
  static Optional<Instant> read(String text, String format) {
    try {
      return Optional.of(instant(TimeForms.parse(text, format)));
    } catch (ValueException e) {
      return Optional.empty();
    }
  }

  /** Writes a time. */
  static String write(Instant instant, String format) {
    return TimeForms.format(
        DateTime.ofEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, instant), Zone.UTC),
        format);
  }

  /** A time in ISO 8601. */
  static Instant iso(String text) {
    try {
      DateTime read = IsoReader.read(text);
      return instant(read.zone() == null ? read.with(Zone.UTC) : read);
    } catch (ValueException e) {
      throw new ConfigurationException("\"" + text + "\" is not a time in ISO 8601", e);
    }
  }

  static Instant instant(DateTime time) {
    DateTime zoned = time.zone() == null ? time.with(Zone.UTC) : time;
    return Instant.EPOCH.plus(zoned.epochMicros(), ChronoUnit.MICROS);
  }

  /** One unit of the last digit of a format. */
  static Duration unit(String format) {
    if (format.equals("%ms") || format.contains("%_ms")) {
      return Duration.ofMillis(1);
    }
    if (format.contains("%f") || format.equals("%epoch_microseconds") || format.contains("float")) {
      return Duration.ofNanos(1_000);
    }
    if (format.contains("%s") || format.contains("%S") || format.contains("%T")) {
      return Duration.ofSeconds(1);
    }
    if (format.contains("%M")) {
      return Duration.ofMinutes(1);
    }
    return format.contains("%H") || format.contains("%I")
        ? Duration.ofHours(1)
        : Duration.ofDays(1);
  }

  /** A length of time by the calendar or not. */
  static TemporalAmount amount(String text) {
    try {
      boolean clock = text.contains("T");
      return clock || text.endsWith("W") ? clockOrWeeks(text) : Period.parse(text);
    } catch (DateTimeParseException e) {
      throw new ConfigurationException(
          "\"" + text + "\" is not a length of time: write it as P1D, PT1H or P1M", e);
    }
  }

  private static TemporalAmount clockOrWeeks(String text) {
    return text.endsWith("W") ? Period.parse(text) : Duration.parse(text);
  }

  /** A length of time that is so many seconds long; a month has 31 days. */
  static Duration duration(String text) {
    TemporalAmount amount = amount(text);
    if (amount instanceof Duration duration) {
      return duration;
    }
    Period period = (Period) amount;
    return Duration.ofDays(period.getYears() * 366L + period.getMonths() * 31L + period.getDays());
  }

  /** The instant so much earlier. */
  static Instant minus(Instant instant, TemporalAmount amount) {
    return instant.atZone(ZoneOffset.UTC).minus(amount).toInstant();
  }
}
