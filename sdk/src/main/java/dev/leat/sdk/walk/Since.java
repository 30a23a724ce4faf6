package dev.leat.sdk.walk;

import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/** From where to ask, so that every row at or after a position is given. */
final class Since {

  private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");

  /** The widest that two zones can be apart: what is added where a zone is not known. */
  private static final Duration ZONES_APART = Duration.ofHours(26);

  private static final Duration NEAR = Duration.ofHours(3);

  /** In which units filters are known to compare. */
  private static final List<Duration> UNITS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofDays(1));

  private final Facts facts;
  private final CursorField field;
  private Optional<Duration> learned = Optional.empty();

  Since(Facts facts) {
    this.facts = facts;
    this.field = facts.cursor.orElse(null);
  }

  /** What an earlier sync learned of the filter. */
  void know(Optional<Duration> unit) {
    learned = unit;
  }

  /** The unit in which the filter was seen to compare; empty if nothing was seen of it. */
  Optional<Duration> learned() {
    return learned;
  }

  /**
   * Takes note that a filter left out a row.
   *
   * @return the least unit in which it can compare; empty if none explains it
   */
  Optional<Duration> learnUnit(CursorValue asked, CursorValue leftOut) {
    if (!field.isTime() || unit().filter(each -> explains(each, asked, leftOut)).isPresent()) {
      return Optional.empty();
    }
    Optional<Duration> unit =
        UNITS.stream().filter(each -> explains(each, asked, leftOut)).findFirst();
    learned = unit.or(() -> learned);
    return unit;
  }

  private static boolean explains(Duration unit, CursorValue asked, CursorValue other) {
    return floor(asked.instant(), unit).equals(floor(other.instant(), unit));
  }

  /** The unit in which the source compares, as far as it is declared or was seen. */
  private Optional<Duration> unit() {
    return learned
        .filter(unit -> facts.granularity.map(each -> each.compareTo(unit) < 0).orElse(true))
        .or(() -> facts.granularity);
  }

  /**
   * At the start of a sync: the lookback is taken off. Where nothing is closed, the declared start.
   * Empty: ask for everything.
   */
  Optional<CursorValue> starting(CursorValue closed) {
    if (closed == null) {
      return facts.stretch().start().map(start -> field.at(start)).flatMap(this::within);
    }
    return of(closed, facts.lookback);
  }

  /** What the first question of a first sync asks from; empty for everything. */
  static Optional<String> ofTheFirstSync(Facts facts) {
    return new Since(facts).starting(null).map(CursorValue::text);
  }

  /** Within a pass. Empty: ask for everything. */
  Optional<CursorValue> within(CursorValue position) {
    return of(position, Duration.ZERO);
  }

  private Optional<CursorValue> of(CursorValue position, Duration lookback) {
    if (position == null) {
      return Optional.empty();
    }
    return switch (field.type()) {
      case INSTANT, DATE -> time(position, lookback);
      case WHOLE_NUMBER, DECIMAL -> Optional.of(number(position));
      case TEXT, OPAQUE -> Optional.of(position);
    };
  }

  /** A question that leaves out the rows at a position; empty if there is none. */
  Optional<CursorValue> beyond(CursorValue position) {
    if (field.isNumber()) {
      return Optional.of(field.parse(position.number().add(BigDecimal.ONE).toPlainString()));
    }
    if (!field.isTime()) {
      return Optional.empty();
    }
    Duration granule = unit().orElse(position.format().unit(position.text()));
    return Optional.of(field.at(position.instant().plus(granule), position));
  }

  private CursorValue number(CursorValue position) {
    return facts.bound == Facts.Bound.INCLUSIVE
        ? position
        : field.parse(position.number().subtract(BigDecimal.ONE).toPlainString());
  }

  private Optional<CursorValue> time(CursorValue position, Duration lookback) {
    Instant at = position.instant();
    Duration granule = unit().orElse(position.format().unit(position.text()));
    Instant from = at.minus(lookback);
    if (unit().isPresent()) {
      from = floor(from, granule);
    }
    if (facts.bound != Facts.Bound.INCLUSIVE) {
      from = from.minus(granule);
    }
    from = from.minus(ambiguity(position));
    if (from.isBefore(YEAR_ONE)) {
      return Optional.empty();
    }
    return Optional.of(from.equals(at) ? position : field.at(from, position));
  }

  /**
   * When clocks are turned back within a window, if times are written as such a clock shows them:
   * no two times then have all of the window between them and nothing else.
   */
  Optional<Instant> turnedBackWithin(Intervals.Interval window) {
    return writtenIn()
        .map(zone -> zone.getRules().nextTransition(window.from()))
        .filter(next -> next.isOverlap() && next.getInstant().isBefore(window.to()))
        .map(ZoneOffsetTransition::getInstant);
  }

  /**
   * What to write so that all from an instant on are after it by so much, as a clock shows them.
   */
  Instant written(Instant from, Duration earlier) {
    Instant since = from.minus(earlier);
    Optional<ZoneId> zone = writtenIn();
    if (zone.isEmpty()) {
      return since;
    }
    Instant shown = shown(LocalDateTime.ofInstant(from, zone.get()).minus(earlier), zone.get());
    return (shown.isBefore(since) ? shown : since).minus(apart());
  }

  /** What to write so that all until an instant are before it, as a clock shows them. */
  Instant writtenEnd(Instant to) {
    Optional<ZoneId> zone = writtenIn();
    if (zone.isEmpty()) {
      return to;
    }
    LocalDateTime last = LocalDateTime.ofInstant(to.minusNanos(1), zone.get()).plusNanos(1);
    Instant shown = shown(last, zone.get());
    return (shown.isAfter(to) ? shown : to).plus(apart());
  }

  private static Instant shown(LocalDateTime clock, ZoneId zone) {
    return clock.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** The zone in which questions are written without an offset; empty if they have one. */
  private Optional<ZoneId> writtenIn() {
    return field.at(Instant.EPOCH).format().zone();
  }

  private Duration apart() {
    return field.zoneIsKnown() ? Duration.ZERO : ZONES_APART;
  }

  /** By how much a time without an offset can be earlier than it reads. */
  private Duration ambiguity(CursorValue position) {
    Optional<ZoneId> zone = position.format().zone();
    if (zone.isEmpty()) {
      return Duration.ZERO;
    }
    if (!field.zoneIsKnown()) {
      return ZONES_APART;
    }
    ZoneOffsetTransition last =
        zone.get().getRules().previousTransition(position.instant().plus(NEAR));
    boolean near =
        last != null
            && last.isOverlap()
            && last.getInstant().plus(NEAR).isAfter(position.instant());
    return near ? last.getDuration().abs() : Duration.ZERO;
  }

  static Instant floor(Instant instant, Duration unit) {
    if (unit.toNanosPart() == 0) {
      long seconds = unit.toSeconds();
      return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }
    BigDecimal nanos =
        BigDecimal.valueOf(instant.getEpochSecond())
            .movePointRight(9)
            .add(BigDecimal.valueOf(instant.getNano()));
    BigDecimal size =
        BigDecimal.valueOf(unit.getSeconds())
            .movePointRight(9)
            .add(BigDecimal.valueOf(unit.getNano()));
    BigDecimal count = nanos.divide(size, 0, RoundingMode.FLOOR);
    BigDecimal[] parts = count.multiply(size).divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
