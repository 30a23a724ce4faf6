package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Exchange;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a server asks to be left alone.
 *
 * @param length from when it answered; positive
 * @param until the same as an instant of its clock, or of ours if it shows none
 * @param said the header that says so, for messages
 */
record ServerWait(Duration length, Instant until, String said) {

  /** Longer than anybody waits; keeps the arithmetic of absurd headers within bounds. */
  private static final long MOST_SECONDS = 1_000_000_000L;

  private static final Duration MOST = Duration.ofSeconds(MOST_SECONDS);

  private static final BigDecimal EPOCH_MILLIS = new BigDecimal(100_000_000_000L);

  private static final List<String> PREFIXES =
      List.of("RateLimit-", "X-RateLimit-", "X-Rate-Limit-");
  private static final Pattern LEFT = Pattern.compile("(?:^|[;,\\s])(?:r|remaining)=(\\d+)");
  private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])(?:t|reset)=(\\d+)");

  /**
   * What {@code Retry-After} says, in seconds or as a date; else when an exhausted limit resets.
   *
   * @return empty if nothing is said, or a time that has passed
   */
  static Optional<ServerWait> afterRefusal(Exchange answer, Clock clock) {
    Optional<String> header = answer.header("Retry-After");
    return header
        .flatMap(text -> parse("Retry-After", text, answer, clock))
        .or(() -> untilReset(answer, clock));
  }

  /** When the limit resets, if the answer says that nothing is left of it. */
  static Optional<ServerWait> untilReset(Exchange answer, Clock clock) {
    for (String prefix : PREFIXES) {
      Optional<String> reset = answer.header(prefix + "Reset");
      if (reset.isPresent() && isZero(answer.header(prefix + "Remaining"))) {
        return parse(prefix + "Reset", reset.get(), answer, clock);
      }
    }
    return exhausted(answer)
        .flatMap(text -> group(RESET, text))
        .flatMap(text -> parse("RateLimit reset", text, answer, clock));
  }

  /**
   * How many requests a limit still allows.
   *
   * @param until when it resets
   */
  record Left(long requests, ServerWait until) {}

  /** What is left of a limit, if the answer says both how much and until when. */
  static Optional<Left> left(Exchange answer, Clock clock) {
    for (String prefix : PREFIXES) {
      Optional<String> reset = answer.header(prefix + "Reset");
      Optional<Long> remaining = answer.header(prefix + "Remaining").flatMap(ServerWait::count);
      if (reset.isPresent() && remaining.isPresent()) {
        return parse(prefix + "Reset", reset.get(), answer, clock)
            .map(until -> new Left(remaining.get(), until));
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> count(String text) {
    String number = text.strip();
    return number.matches("\\d{1,18}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
  }

  /** Whether the headers speak of a limit that is used up, be it over by now or not. */
  static boolean isLimit(Exchange answer) {
    return answer.header("Retry-After").isPresent()
        || exhausted(answer).isPresent()
        || PREFIXES.stream().anyMatch(prefix -> isZero(answer.header(prefix + "Remaining")));
  }

  /** One limit a list item ("day";r=0;t=60), or one in all (limit=9, remaining=0, reset=60). */
  private static Optional<String> exhausted(Exchange answer) {
    String limits = answer.header("RateLimit").orElse("");
    return Stream.of(limits.contains("remaining=") ? new String[] {limits} : limits.split(","))
        .filter(text -> isZero(group(LEFT, text)))
        .findFirst();
  }

  /** A wait that was found in a place of its own. */
  static ServerWait of(Duration length, Instant now, String said) {
    Duration bounded = length.compareTo(MOST) < 0 ? length : MOST;
    return new ServerWait(bounded, now.plus(bounded), said);
  }

  /** The time by the clock of the server, or by ours if it shows none. */
  static Instant now(Exchange answer, Clock clock) {
    return answer.header("Date").flatMap(ServerWait::date).orElseGet(clock::instant);
  }

  private static boolean isZero(Optional<String> number) {
    return number.map(text -> text.strip().matches("0+")).orElse(false);
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<ServerWait> parse(
      String name, String text, Exchange answer, Clock clock) {
    Instant now = now(answer, clock);
    String said = name + " " + Shown.excerpt(text, 40);
    String value = text.strip();
    Optional<Duration> length =
        value.matches("\\d{1,30}(\\.\\d{1,9})?")
            ? Optional.of(length(new BigDecimal(value), now))
            : date(value).map(until -> Duration.between(now, until));
    return length
        .filter(wait -> !wait.isNegative() && !wait.isZero())
        .map(wait -> new ServerWait(wait.compareTo(MOST) < 0 ? wait : MOST, now.plus(wait), said));
  }

  /** Small numbers are seconds from now; larger ones seconds or milliseconds since 1970. */
  private static Duration length(BigDecimal number, Instant now) {
    if (number.compareTo(BigDecimal.valueOf(MOST_SECONDS)) < 0) {
      return Duration.ofMillis(number.movePointRight(3).longValue());
    }
    BigDecimal seconds = number.compareTo(EPOCH_MILLIS) < 0 ? number : number.movePointLeft(3);
    BigDecimal wait = seconds.subtract(BigDecimal.valueOf(now.getEpochSecond()));
    return Duration.ofSeconds(wait.min(BigDecimal.valueOf(MOST_SECONDS)).longValue())
        .minusNanos(now.getNano());
  }

  private static Optional<Instant> date(String text) {
    try {
      DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US);
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
