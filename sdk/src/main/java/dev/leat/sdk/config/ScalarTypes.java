package dev.leat.sdk.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.sdk.config.SettingType.Kind;
import dev.leat.sdk.internal.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms whose values are one word. */
final class ScalarTypes {

  private static final JsonNodeFactory NODES = Json.DOCUMENTS.getNodeFactory();
  private static final long DAYS_A_WEEK = 7;
  private static final Pattern WEEKS = Pattern.compile("(?i)P(\\d{1,9})W((?:\\d.*|T.*)?)");

  static final SettingType<String> TEXT =
      new Scalar<>(
          Kind.TEXT,
          "text that is not blank",
          text -> text,
          NODES::textNode,
          schema -> schema.put("type", "string").put("minLength", 1));

  static final SettingType<URI> URL =
      new Scalar<>(
          Kind.URL,
          "an address with its scheme and without credentials, e.g. https://api.example.com",
          ScalarTypes::address,
          ScalarTypes::asText,
          text("uri"));

  static final SettingType<BigDecimal> NUMBER =
      new Scalar<>(
          Kind.NUMBER,
          "a number",
          BigDecimal::new,
          NODES::numberNode,
          schema -> schema.put("type", "number"));

  static final SettingType<Boolean> FLAG =
      new Scalar<>(
          Kind.FLAG,
          "true or false",
          ScalarTypes::truth,
          NODES::booleanNode,
          schema -> schema.put("type", "boolean"));

  static final SettingType<Duration> DURATION =
      new Scalar<>(
          Kind.DURATION,
          "a length of time in ISO 8601, e.g. PT5M for 5 minutes or P10D for 10 days",
          ScalarTypes::length,
          ScalarTypes::asText,
          text("duration"));

  static final SettingType<Period> PERIOD =
      new Scalar<>(
          Kind.PERIOD,
          "a length of time in ISO 8601, e.g. P10D for 10 days or P6M for 6 months",
          ScalarTypes::calendar,
          ScalarTypes::asText,
          text("duration"));

  static final SettingType<TemporalAmount> TIME_SPAN =
      new Scalar<>(
          Kind.TIME_SPAN,
          "a length of time in ISO 8601, e.g. PT5M for 5 minutes or P6M for 6 months",
          ScalarTypes::span,
          ScalarTypes::asText,
          text("duration"));

  static final SettingType<Instant> INSTANT =
      new Scalar<>(
          Kind.INSTANT,
          "an instant in ISO 8601, e.g. 2026-01-31T00:00:00Z, or a date, e.g. 2026-01-31",
          text ->
              text.length() == "2026-01-31".length()
                  ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                  : OffsetDateTime.parse(text).toInstant(),
          ScalarTypes::asText,
          text("date-time"));

  static final SettingType<LocalDate> DATE =
      new Scalar<>(
          Kind.DATE,
          "a date, e.g. 2026-01-31",
          LocalDate::parse,
          ScalarTypes::asText,
          text("date"));

  private ScalarTypes() {}

  static SettingType<Long> wholeNumber(long least, long most) {
    return new WholeNumber(least, most);
  }

  static SettingType<String> choice(List<String> words) {
    return new Choice(words);
  }

  /** A form that text is enough for. */
  private static class Scalar<T> extends SettingType<T> {

    private final Function<String, ? extends T> parser;
    private final Function<? super T, JsonNode> writer;
    private final Consumer<ObjectNode> describer;

    Scalar(
        Kind kind,
        String expectation,
        Function<String, ? extends T> parser,
        Function<? super T, JsonNode> writer,
        Consumer<ObjectNode> describer) {
      super(kind, expectation);
      this.parser = parser;
      this.writer = writer;
      this.describer = describer;
    }

    @Override
    Optional<T> read(JsonNode given, Place place) {
      String text = given.isValueNode() ? given.asText().strip() : "";
      if (!text.isEmpty()) {
        try {
          return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException notOfThisForm) {
          // What is said does not depend on why: the user is shown what it must look like.
        }
      }
      place.malformed(given, this);
      return Optional.empty();
    }

    @Override
    JsonNode json(T value) {
      return writer.apply(value);
    }

    @Override
    void describe(ObjectNode schema) {
      describer.accept(schema);
    }
  }

  private static final class WholeNumber extends Scalar<Long> {

    WholeNumber(long least, long most) {
      super(
          Kind.WHOLE_NUMBER,
          least == Long.MIN_VALUE && most == Long.MAX_VALUE
              ? "a whole number"
              : "a whole number from " + least + " to " + most,
          text -> whole(text, least, most),
          NODES::numberNode,
          schema -> describe(schema, least, most));
    }

    private static long whole(String text, long least, long most) {
      // JSON does not tell 50 from 50.0 or 5e1, nor does JSON Schema.
      long number = new BigDecimal(text).longValueExact();
      if (number < least || number > most) {
        throw new IllegalArgumentException(text);
      }
      return number;
    }

    private static void describe(ObjectNode schema, long least, long most) {
      schema.put("type", "integer");
      if (least != Long.MIN_VALUE) {
        schema.put("minimum", least);
      }
      if (most != Long.MAX_VALUE) {
        schema.put("maximum", most);
      }
    }

    @Override
    SettingType<Long> between(long least, long most) {
      return new WholeNumber(least, most);
    }
  }

  private static final class Choice extends Scalar<String> {

    private final List<String> words;

    Choice(List<String> words) {
      super(
          Kind.CHOICE,
          "one of " + String.join(", ", words),
          text -> {
            if (!words.contains(text)) {
              throw new IllegalArgumentException(text);
            }
            return text;
          },
          NODES::textNode,
          schema -> words.forEach(schema.put("type", "string").withArray("/enum")::add));
      this.words = List.copyOf(words);
    }

    @Override
    public List<String> words() {
      return words;
    }
  }

  private static Consumer<ObjectNode> text(String format) {
    return schema -> schema.put("type", "string").put("format", format);
  }

  private static JsonNode asText(Object value) {
    return NODES.textNode(value.toString());
  }

  private static URI address(String text) {
    URI uri = URI.create(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("not an address");
    }
    return uri;
  }

  private static boolean truth(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equalsIgnoreCase("true");
  }

  private static Duration length(String text) {
    // Weeks are in ISO 8601 and not in the library: they stand alone, or before days and hours.
    Matcher weeks = WEEKS.matcher(text);
    Duration duration =
        !weeks.matches()
            ? Duration.parse(text)
            : Duration.ofDays(DAYS_A_WEEK * Long.parseLong(weeks.group(1)))
                .plus(
                    weeks.group(2).isEmpty()
                        ? Duration.ZERO
                        : Duration.parse("P" + weeks.group(2)));
    if (duration.isNegative()) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }

  private static Period calendar(String text) {
    Period period = Period.parse(text);
    if (period.getYears() < 0 || period.getMonths() < 0 || period.getDays() < 0) {
      throw new IllegalArgumentException(text);
    }
    return period;
  }

  private static TemporalAmount span(String text) {
    try {
      return length(text);
    } catch (DateTimeException byTheCalendar) {
      return calendar(text);
    }
  }
}
