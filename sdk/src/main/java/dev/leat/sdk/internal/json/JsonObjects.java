package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds fields in the bytes of a JSON object that is known to be well-formed, without a parser, a
 * tree or an allocation for the fields that nobody asked for. Stateless.
 */
public final class JsonObjects {

  /** What {@link #onlyMember} gives for a name that stands twice. */
  public static final int TWICE = -2;

  private JsonObjects() {}

  /**
   * Checks that the bytes are exactly one JSON object in UTF-8.
   *
   * @throws IllegalArgumentException if they are not; the message says where
   */
  public static void requireObject(byte[] bytes) {
    if (!Utf8.isWellFormed(bytes) || isUtf16Or32(bytes)) {
      throw new IllegalArgumentException("A row must be UTF-8, got other bytes");
    }
    try (JsonParser parser = Json.PAGES.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            "A row must be a JSON object, got "
                + (parser.currentToken() == null ? "nothing" : parser.currentToken()));
      }
      if (bytes[0] == (byte) 0xEF) {
        throw new IllegalArgumentException("A row must not start with a byte order mark");
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new IllegalArgumentException("A row must be one JSON object and nothing after it");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A row must be a JSON object: " + Json.where(e), e);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Whether a parser would take bytes that are UTF-8 for another encoding: JSON has no raw NUL, but
   * its ASCII characters in UTF-16 and UTF-32 are well-formed UTF-8 with NULs in between.
   */
  static boolean isUtf16Or32(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 4); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Turns raw CR and LF into spaces, in place. In valid JSON they can only stand between tokens, so
   * no value changes.
   */
  public static void breaksToSpaces(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
  }

  /**
   * The text of a field of an object: a string's characters, a number's digits, {@code true} or
   * {@code false}, the JSON text of an object or array.
   *
   * @param from where the object starts
   * @param field a name, or a JSON pointer if it starts with a slash
   * @return empty if the field is absent or null
   */
  public static Optional<String> text(byte[] json, int from, String field) {
    int value = field(json, from, field);
    return value < 0 ? Optional.empty() : decode(json, value, endOfValue(json, value));
  }

  /**
   * Where the value of a field starts.
   *
   * @param from where the object starts
   * @param field a name, or a JSON pointer if it starts with a slash
   * @return -1 if there is no such field
   */
  public static int field(byte[] json, int from, String field) {
    int value = skipBlanks(json, from);
    if (!field.startsWith("/")) {
      return find(json, value, field);
    }
    for (String name : Pointers.keys(field)) {
      value = value < 0 || json[value] != '{' ? -1 : find(json, value, name);
    }
    return value;
  }

  /**
   * Where the value of a field starts: the last one, if the field stands more than once.
   *
   * @param brace where the object opens
   * @return -1 if the object has no such field
   */
  public static int find(byte[] json, int brace, String field) {
    int found = -1;
    for (int key = first(json, brace); key >= 0; ) {
      int value = valueOf(json, key);
      if (hasKey(json, key, field)) {
        found = value;
      }
      key = next(json, endOfValue(json, value));
    }
    return found;
  }

  /**
   * Where the value of a member starts that may stand once only.
   *
   * @param brace where the object opens
   * @return -1 if the object has no such member, {@link #TWICE} if it has two
   */
  public static int onlyMember(byte[] json, int brace, String name) {
    int found = -1;
    for (int key = first(json, brace); key >= 0; ) {
      int value = valueOf(json, key);
      if (hasKey(json, key, name)) {
        if (found >= 0) {
          return TWICE;
        }
        found = value;
      }
      key = next(json, endOfValue(json, value));
    }
    return found;
  }

  /**
   * Where the first member of an object, or the first element of an array, starts.
   *
   * @param open where the object or array opens
   * @return -1 if it is empty
   */
  public static int first(byte[] json, int open) {
    int at = skipBlanks(json, open + 1);
    return json[at] == '}' || json[at] == ']' ? -1 : at;
  }

  /**
   * Where the next member or element starts.
   *
   * @param end one past the value before it
   * @return -1 if that was the last one
   */
  public static int next(byte[] json, int end) {
    int at = skipBlanks(json, end);
    return json[at] == ',' ? skipBlanks(json, at + 1) : -1;
  }

  /** Where the value of the member starts whose key ends there. */
  public static int valueAfter(byte[] json, int keyEnd) {
    return skipBlanks(json, skipBlanks(json, keyEnd) + 1);
  }

  /** Where the value of the member starts whose key starts there. */
  public static int valueOf(byte[] json, int key) {
    return valueAfter(json, endOfString(json, key));
  }

  /**
   * Whether the member that starts there has that name, however it is spelled. Compared byte by
   * byte, and decoded only where a byte is no character of its own.
   */
  public static boolean hasKey(byte[] json, int key, String name) {
    int length = name.length();
    int at = 0;
    byte letter = json[key + 1];
    while (at < length && letter == name.charAt(at) && letter != '"' && letter != '\\') {
      at++;
      letter = json[key + 1 + at];
    }
    if (letter == '"') {
      return at == length;
    }
    return (letter == '\\' || letter < 0)
        && unescape(json, key, endOfString(json, key)).equals(name);
  }

  /** The name that stands within these quotes. */
  static String key(byte[] json, int key, int keyEnd) {
    return decode(json, key, keyEnd).orElseThrow();
  }

  /** The name of the member that starts there. */
  public static String key(byte[] json, int key) {
    return key(json, key, endOfString(json, key));
  }

  /** The bytes of the value that starts there. */
  public static byte[] copy(byte[] json, int at) {
    return Arrays.copyOfRange(json, at, endOfValue(json, at));
  }

  /**
   * Whether an object has a field whose value is not null. Looks no further than the first such
   * field, and makes no copy of anything: asked for each row.
   *
   * @param brace where the object opens
   */
  public static boolean hasValue(byte[] json, int brace, String field) {
    for (int key = first(json, brace); key >= 0; ) {
      int value = valueOf(json, key);
      if (json[value] != 'n' && hasKey(json, key, field)) {
        return true;
      }
      key = next(json, endOfValue(json, value));
    }
    return false;
  }

  /** One past the last byte of the value that starts at {@code at}. */
  public static int endOfValue(byte[] json, int at) {
    byte first = json[at];
    if (first == '"') {
      return endOfString(json, at);
    }
    if (first == '{' || first == '[') {
      return endOfNested(json, at);
    }
    int end = at;
    while (end < json.length && !isDelimiter(json[end])) {
      end++;
    }
    return end;
  }

  /**
   * The text of a value: a string's characters, anything else as it is spelled.
   *
   * @return empty if the value is null
   */
  public static Optional<String> decode(byte[] json, int from, int to) {
    if (json[from] == 'n') {
      return Optional.empty();
    }
    if (json[from] != '"') {
      return Optional.of(new String(json, from, to - from, StandardCharsets.UTF_8));
    }
    if (JsonStrings.quoteOrBackslash(json, from + 1) < to - 1) {
      return Optional.of(unescape(json, from, to));
    }
    return Optional.of(new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8));
  }

  /** The first position at or after {@code at} that is not white space. */
  public static int skipBlanks(byte[] json, int at) {
    int next = at;
    while (next < json.length && json[next] <= ' ' && json[next] >= 0) {
      next++;
    }
    return next;
  }

  static int endOfString(byte[] json, int quote) {
    int at = JsonStrings.quoteOrBackslash(json, quote + 1);
    while (json[at] != '"') {
      at = JsonStrings.quoteOrBackslash(json, at + 2);
    }
    return at + 1;
  }

  private static int endOfNested(byte[] json, int open) {
    int depth = 0;
    int at = open;
    do {
      byte b = json[at];
      if (b == '"') {
        at = endOfString(json, at);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private static boolean isDelimiter(byte b) {
    return b == ',' || b == '}' || b == ']' || (b <= ' ' && b >= 0);
  }

  private static String unescape(byte[] json, int from, int to) {
    try (JsonParser parser = Json.PAGES.createParser(json, from, to - from)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether the object that opens at this brace has no field. */
  public static boolean isEmptyObject(byte[] json, int brace) {
    return json[skipBlanks(json, brace + 1)] == '}';
  }
}
