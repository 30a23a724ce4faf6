package dev.leat.sdk.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form of a setting's values: how text becomes a value, and what JSON Schema says of it.
 * Immutable.
 *
 * @param <T> what a value is in Java
 */
public final class SettingType<T> {

  /** The kinds of form, for hosts that draw one field a setting. */
  public enum Kind {
    TEXT,
    URL,
    WHOLE_NUMBER,
    FLAG,
    DURATION,
    INSTANT,
    CHOICE
  }

  private final Kind kind;
  private final String expectation;
  private final Function<String, T> parser;
  private final List<String> words;
  private final long least;
  private final long most;

  private SettingType(
      Kind kind,
      String expectation,
      Function<String, T> parser,
      List<String> words,
      long least,
      long most) {
    this.kind = kind;
    this.expectation = expectation;
    this.parser = parser;
    this.words = words;
    this.least = least;
    this.most = most;
  }

  private static <T> SettingType<T> of(Kind kind, String expectation, Function<String, T> parser) {
    return new SettingType<>(kind, expectation, parser, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static SettingType<String> text() {
    return of(Kind.TEXT, "text that is not blank", Function.identity());
  }

  static SettingType<URI> url() {
    return of(
        Kind.URL,
        "an address with its scheme and without credentials, e.g. https://api.example.com",
        SettingType::address);
  }

  static SettingType<Boolean> flag() {
    return of(
        Kind.FLAG,
        "true or false",
        text -> {
          if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(text);
          }
          return text.equalsIgnoreCase("true");
        });
  }

  static SettingType<Duration> duration() {
    return of(
        Kind.DURATION,
        "a length of time in ISO 8601, e.g. PT5M for 5 minutes or P10D for 10 days",
        text -> {
          Duration duration = Duration.parse(text);
          if (duration.isNegative()) {
            throw new IllegalArgumentException(text);
          }
          return duration;
        });
  }

  static SettingType<Instant> instant() {
    return of(
        Kind.INSTANT,
        "an instant in ISO 8601, e.g. 2026-01-31T00:00:00Z, or a date, e.g. 2026-01-31",
        text ->
            text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : java.time.OffsetDateTime.parse(text).toInstant());
  }

  static SettingType<String> choice(List<String> words) {
    return new SettingType<>(
        Kind.CHOICE,
        "one of " + String.join(", ", words),
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        },
        List.copyOf(words),
        Long.MIN_VALUE,
        Long.MAX_VALUE);
  }

  static SettingType<Long> wholeNumber(long least, long most) {
    boolean open = least == Long.MIN_VALUE && most == Long.MAX_VALUE;
    return new SettingType<>(
        Kind.WHOLE_NUMBER,
        open ? "a whole number" : "a whole number from " + least + " to " + most,
        text -> {
          // JSON does not tell 50 from 50.0 or 5e1, nor does JSON Schema.
          long number = new BigDecimal(text).longValueExact();
          if (number < least || number > most) {
            throw new IllegalArgumentException(text);
          }
          return number;
        },
        List.of(),
        least,
        most);
  }

  @SuppressWarnings("unchecked") // A whole number stays one: T is Long whenever the kind says so.
  SettingType<T> between(long from, long to) {
    if (kind != Kind.WHOLE_NUMBER) {
      throw new IllegalStateException("Only a whole number lies between two others, not " + kind);
    }
    return (SettingType<T>) wholeNumber(from, to);
  }

  /** Which kind of form it is. */
  public Kind kind() {
    return kind;
  }

  /** What a value must look like, for messages: {@code a whole number from 1 to 1000}. */
  public String expectation() {
    return expectation;
  }

  /** The words of a {@link Kind#CHOICE}; empty for every other kind. */
  public List<String> words() {
    return words;
  }

  /** The least {@link Kind#WHOLE_NUMBER} allowed. */
  public long least() {
    return least;
  }

  /** The greatest {@link Kind#WHOLE_NUMBER} allowed. */
  public long most() {
    return most;
  }

  /**
   * The value that a text stands for.
   *
   * @return empty if the text is not of this form
   */
  public Optional<T> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text.strip()));
    } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static URI address(String text) {
    URI uri = URI.create(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("not an address");
    }
    return uri;
  }
}
