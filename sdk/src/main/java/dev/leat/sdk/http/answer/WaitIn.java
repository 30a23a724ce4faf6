package dev.leat.sdk.http.answer;

import dev.leat.sdk.http.Backoff;
import dev.leat.sdk.http.Response;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wait that the source tells in its answer, in a header or in the document. It says nothing if it
 * is missing, makes no sense, or lies in the past. Immutable and thread-safe.
 */
public final class WaitIn implements Backoff {

  /** Longer than anybody waits; keeps the arithmetic of absurd numbers within bounds. */
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private final String name;
  private final Function<Response, Optional<String>> text;
  private final Optional<Pattern> pattern;
  private final Unit unit;
  private final Duration least;

  private enum Unit {
    SECONDS,
    MILLIS,
    EPOCH,
    DATE
  }

  private WaitIn(
      String name,
      Function<Response, Optional<String>> text,
      Optional<Pattern> pattern,
      Unit unit,
      Duration least) {
    this.name = name;
    this.text = text;
    this.pattern = pattern;
    this.unit = unit;
    this.least = least;
  }

  /** A number of seconds in a header; it may have a fraction. */
  public static WaitIn header(String name) {
    return new WaitIn(
        name, answer -> answer.header(name), Optional.empty(), Unit.SECONDS, Duration.ZERO);
  }

  /**
   * A number of seconds in the document; it may have a fraction.
   *
   * @param pointer where it stands, within lists too
   */
  public static WaitIn json(String pointer) {
    return new WaitIn(
        pointer, answer -> answer.value(pointer), Optional.empty(), Unit.SECONDS, Duration.ZERO);
  }

  /** The same, as a number of milliseconds. */
  public WaitIn asMillis() {
    return new WaitIn(name, text, pattern, Unit.MILLIS, least);
  }

  /**
   * The same, as the time when it ends: seconds since 1970, or milliseconds if it is that large.
   */
  public WaitIn asEpoch() {
    return new WaitIn(name, text, pattern, Unit.EPOCH, least);
  }

  /** The same, as the time when it ends: a date of HTTP or of ISO 8601. */
  public WaitIn asDate() {
    return new WaitIn(name, text, pattern, Unit.DATE, least);
  }

  /** The same, within a longer text: its first group, or all that matches if it has none. */
  public WaitIn matching(String regex) {
    return new WaitIn(name, text, Optional.of(Pattern.compile(regex)), unit, least);
  }

  /** The same, but no shorter than this. */
  public WaitIn atLeast(Duration time) {
    return new WaitIn(name, text, pattern, unit, time);
  }

  @Override
  public Optional<Wait> after(Failed failed) {
    return failed
        .answer()
        .flatMap(text)
        .flatMap(this::part)
        .flatMap(value -> length(value.strip(), failed.now()).map(wait -> said(value, wait)));
  }

  private Wait said(String value, Duration wait) {
    String shown = value.replaceAll("\\p{Cntrl}", " ");
    return new Wait(
        wait.compareTo(least) < 0 ? least : wait,
        Optional.of(name + " " + shown.substring(0, Math.min(shown.length(), 40))));
  }

  private Optional<String> part(String whole) {
    if (pattern.isEmpty()) {
      return Optional.of(whole);
    }
    Matcher found = pattern.get().matcher(whole);
    return found.find()
        ? Optional.ofNullable(found.group(Math.min(1, found.groupCount())))
        : Optional.empty();
  }

  private Optional<Duration> length(String value, Instant now) {
    Optional<Duration> wait =
        unit == Unit.DATE
            ? date(value).map(until -> Duration.between(now, until))
            : number(value).map(number -> length(number, now));
    return wait.filter(each -> !each.isNegative() && !each.isZero());
  }

  private Duration length(BigDecimal number, Instant now) {
    return switch (unit) {
      case MILLIS -> seconds(number.movePointLeft(3));
      case EPOCH -> {
        boolean millis = number.precision() - number.scale() > 11;
        BigDecimal until = millis ? number.movePointLeft(3) : number;
        BigDecimal left = until.subtract(BigDecimal.valueOf(now.getEpochSecond()));
        yield seconds(left).minusNanos(now.getNano());
      }
      default -> seconds(number);
    };
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofMillis(seconds.min(MOST_SECONDS).movePointRight(3).longValue());
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("\\d{1,30}(\\.\\d{1,9})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    try {
      DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US);
      return Optional.of(
          Character.isDigit(text.charAt(0))
              ? OffsetDateTime.parse(text).toInstant()
              : ZonedDateTime.parse(text, http).toInstant());
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
