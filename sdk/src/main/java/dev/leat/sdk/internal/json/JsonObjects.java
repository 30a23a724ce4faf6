package dev.leat.sdk.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds fields in the bytes of a JSON object that is known to be well-formed, without a parser, a
 * tree or an allocation for the fields that nobody asked for. Stateless.
 */
public final class JsonObjects {

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
      if (bytes[skipBlanks(bytes, 0)] != '{') {
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
   * The text of a field of the object in {@code [from, to)}; see {@link dev.leat.sdk.row.Row#text}.
   */
  public static Optional<String> text(byte[] json, int from, int to, String field) {
    int value;
    if (field.startsWith("/")) {
      value = skipBlanks(json, from);
      for (String step : field.substring(1).split("/", -1)) {
        String name = step.replace("~1", "/").replace("~0", "~");
        value = value < 0 || json[value] != '{' ? -1 : find(json, value, to, name);
      }
    } else {
      value = find(json, skipBlanks(json, from), to, field);
    }
    return value < 0 ? Optional.empty() : decode(json, value, endOfValue(json, value));
  }

  /**
   * Where the value of a field starts: the last one, if the field stands more than once.
   *
   * @param brace where the object opens
   * @return -1 if the object has no such field
   */
  public static int find(byte[] json, int brace, int to, String field) {
    int found = -1;
    int at = skipBlanks(json, brace + 1);
    while (at < to && json[at] == '"') {
      int keyEnd = endOfString(json, at);
      int value = skipBlanks(json, skipBlanks(json, keyEnd) + 1);
      if (isKey(json, at + 1, keyEnd - 1, field)) {
        found = value;
      }
      at = skipBlanks(json, endOfValue(json, value));
      if (at < to && json[at] == ',') {
        at = skipBlanks(json, at + 1);
      }
    }
    return found;
  }

  /**
   * Whether the object in {@code [brace, to)} has a field whose value is not null. Looks no further
   * than the first such field, and makes no copy of anything: asked for each row.
   *
   * @param brace where the object opens
   */
  public static boolean hasValue(byte[] json, int brace, int to, String field) {
    int at = skipBlanks(json, brace + 1);
    while (at < to && json[at] == '"') {
      int keyEnd = endOfString(json, at);
      int value = skipBlanks(json, skipBlanks(json, keyEnd) + 1);
      if (json[value] != 'n' && isKey(json, at + 1, keyEnd - 1, field)) {
        return true;
      }
      at = skipBlanks(json, endOfValue(json, value));
      if (at < to && json[at] == ',') {
        at = skipBlanks(json, at + 1);
      }
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
    for (int i = from + 1; i < to - 1; i++) {
      if (json[i] == '\\') {
        return Optional.of(unescape(json, from, to));
      }
    }
    return Optional.of(new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8));
  }

  /** The first position at or after {@code at} that is no white space. */
  public static int skipBlanks(byte[] json, int at) {
    int next = at;
    while (next < json.length && json[next] <= ' ' && json[next] >= 0) {
      next++;
    }
    return next;
  }

  /** Compared byte by byte, and decoded only where a byte is no character of its own. */
  private static boolean isKey(byte[] json, int from, int to, String field) {
    int length = field.length();
    int at = 0;
    while (at < length
        && from + at < to
        && json[from + at] == field.charAt(at)
        && json[from + at] != '\\') {
      at++;
    }
    if (from + at == to) {
      return at == length;
    }
    byte first = json[from + at];
    boolean plain = first >= 0 && first != '\\' && (at == length || field.charAt(at) < 0x80);
    return !plain && unescape(json, from - 1, to + 1).equals(field);
  }

  private static int endOfString(byte[] json, int quote) {
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
}
