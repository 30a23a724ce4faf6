package dev.leat.declarative.compile;

import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Increment;
import dev.leat.sdk.cursor.CursorField;
import dev.leat.sdk.cursor.CursorFormat;
import dev.leat.sdk.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The times that a stream is read by. Thread-safe. */
final class Times {

  private final Increment.Time time;
  private final Settings settings;

  Times(Increment.Time time, Settings settings) {
    this.time = time;
    this.settings = settings;
  }

  /** The field, read in each of its formats, written in the one that is asked by. */
  CursorField field() {
    CursorFormat written = TimeForm.of(time.format());
    CursorFormat all =
        time.formats().size() == 1
            ? written
            : CursorFormat.of(
                "one of " + time.formats(),
                this::read,
                this::written,
                TimeForm.unit(time.format()),
                Optional.of(ZoneOffset.UTC));
    return CursorField.instant(settings.text(time.field())).formats(all).passingOverOthers();
  }

  /** Reads a time in any of the formats. */
  Optional<Instant> read(String text) {
    for (String format : time.formats()) {
      Optional<Instant> found = TimeForm.read(text, format);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A time as it is asked for. */
  String written(Instant instant) {
    return TimeForm.write(instant, time.format());
  }

  /** A time of a row, as it is asked for. */
  String asked(String text) {
    return read(text).map(this::written).orElse(text);
  }

  /** The first instant to read. */
  Instant start() {
    return at(time.start());
  }

  /** The last instant to read; empty for now. */
  Optional<Instant> end() {
    return time.end().map(this::at);
  }

  private Instant at(Increment.Bound bound) {
    Instant at = instant(settings.text(bound.at()), bound);
    Optional<Instant> least = bound.least().map(each -> instant(settings.text(each), bound));
    Optional<Instant> most = bound.most().map(each -> instant(settings.text(each), bound));
    at = least.filter(at::isBefore).orElse(at);
    return most.filter(at::isAfter).orElse(at);
  }

  private Instant instant(String text, Increment.Bound bound) {
    Optional<Instant> found =
        bound.format().flatMap(format -> TimeForm.read(text, format)).or(() -> read(text));
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return TimeForm.iso(text);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          bound.at().template().place().file()
              + ":"
              + bound.at().template().place().line()
              + ": \""
              + text
              + "\" is not a time in the format "
              + bound.format().orElse(time.format()),
          e);
    }
  }

  Optional<TemporalAmount> step() {
    return time.step().map(settings::text).filter(Times::isGiven).map(TimeForm::amount);
  }

  /** One unit of the last digit in which times are asked for. */
  Duration unitOfFormat() {
    return TimeForm.unit(time.format());
  }

  /** The unit of the source's filter. */
  Optional<TemporalAmount> unit() {
    return time.unit().map(settings::text).filter(Times::isGiven).map(TimeForm::amount);
  }

  /** The unit of the source's filter, as far as it is so many seconds long; at least a day's. */
  Optional<Duration> granularity() {
    return unit()
        .map(unit -> TimeForm.duration(unit.toString()))
        .filter(unit -> !unit.isZero() && !unit.isNegative())
        .map(unit -> unit.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : unit);
  }

  Duration lookback() {
    return time.lookback()
        .map(settings::text)
        .filter(Times::isGiven)
        .map(TimeForm::duration)
        .orElse(Duration.ZERO);
  }

  private static boolean isGiven(String text) {
    return !text.isBlank() && !text.equals("None");
  }

  /** What expressions call the ends of a window. */
  Map<String, Object> names(String from, String until) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put(time.fromName(), from);
    names.put(time.untilName(), until);
    return names;
  }

  /** Where windows begin and end; empty if that is said of none. */
  Optional<Borders> borders() {
    return time.borders()
        .map(
            at ->
                Borders.of(
                    settings.text(at), time.weekStart().map(settings::text).orElse("MONDAY")));
  }

  /** Now, as it is asked for. */
  String now() {
    return written(settings.clock().instant());
  }

  /** The last unit of a window that ends before this; not after now, nor after the end. */
  String last(String until) {
    Instant before = read(until).orElseThrow();
    Instant last = unit().map(unit -> TimeForm.minus(before, unit)).orElse(before);
    Instant most =
        end().filter(settings.clock().instant()::isAfter).orElse(settings.clock().instant());
    return written(last.isAfter(most) ? most : last);
  }

  /** Whether an expression asks for an end of the window. */
  boolean isAskedBy(Expression expression) {
    return asksForWindow(expression)
        && (expression.text().contains(time.fromName())
            || expression.text().contains(time.untilName()));
  }

  boolean asksForEnd(Expression expression) {
    return asksForWindow(expression) && expression.text().contains(time.untilName());
  }

  private static boolean asksForWindow(Expression expression) {
    return expression.text().contains("stream_interval")
        || expression.text().contains("stream_slice")
        || expression.text().contains("stream_partition");
  }
}
