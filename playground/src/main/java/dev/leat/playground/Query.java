package dev.leat.playground;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request. A name nobody asks for is ignored, a name given twice counts once
 * (its first value), an empty value counts as absent. Immutable.
 */
final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /** Parses a query as it was sent, percent-encoded and without the question mark. */
  static Query parse(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Returns an instant, given with {@code Z} or with an offset. */
  Optional<Instant> instant(String name) {
    return text(name).map(text -> parsedInstant(name, text));
  }

  /** Returns a whole number that must be given. */
  long wholeNumber(String name) {
    String text =
        text(name).orElseThrow(() -> Refusal.badParameter(name, "a whole number", "nothing"));
    return parsedNumber(name, text, Long.MIN_VALUE, "a whole number");
  }

  /** Returns a whole number of at least {@code least}, or {@code otherwise} if none is given. */
  long atLeast(long least, String name, long otherwise) {
    String expected = "a whole number from " + least + " up";
    return text(name).map(text -> parsedNumber(name, text, least, expected)).orElse(otherwise);
  }

  /** Returns the value of {@code type} whose name is given in lower case, or {@code otherwise}. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equals(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badParameter(
                    name, "one of " + Arrays.toString(constants), '"' + text.get() + '"'));
  }

  static Instant parsedInstant(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Refusal.badParameter(
          name,
          "an ISO-8601 instant like 2026-01-31T09:30:00Z",
          "\"" + text + "\" (a + in a query means a space: write %2B)");
    }
  }

  private static long parsedNumber(String name, String text, long least, String expected) {
    try {
      long number = Long.parseLong(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Refusal.badParameter(name, expected, '"' + text + '"');
    }
    throw Refusal.badParameter(name, expected, text);
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badParameter("query", "percent-encoded UTF-8", '"' + encoded + '"');
    }
  }
}
