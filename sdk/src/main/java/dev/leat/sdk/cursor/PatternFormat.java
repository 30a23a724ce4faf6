package dev.leat.sdk.cursor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** A pattern of {@code DateTimeFormatter}. Immutable. */
final class PatternFormat extends CursorFormat {
  private final DateTimeFormatter formatter;
  private final ZoneId zone;
  private final Duration unit;
  private final boolean hasOffset;

  PatternFormat(String pattern, ZoneId zone) {
    super("pattern " + pattern);
    this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    this.zone = zone;
    this.unit = unitOf(pattern.replaceAll("'[^']*'", ""));
    this.hasOffset = pattern.replaceAll("'[^']*'", "").matches(".*[XxZOVz].*");
  }

  @Override
  public Duration unit(String like) {
    return unit;
  }

  @Override
  public Optional<ZoneId> zone() {
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
    LocalTime clock = time.query(TemporalQueries.localTime());
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
