package dev.leat.engine.types;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of one row: bytes in, bytes out, no tree. Rows are known to be well-formed
 * JSON; what is not ends in an {@link UnreadableRowException}, never in a wrong value. Reusable;
 * for use by one thread.
 *
 * <p>{@code open}, then {@code next} until it answers false; in between, the accessors speak of the
 * current field. A name that stands twice comes twice: the last one counts.
 */
public final class FieldScanner {

  /** What stands in a field. */
  public enum Kind {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    /** An object or an array. */
    NESTED
  }

  private static final int DEEPEST = 10_000;

  private final JsonText texts = new JsonText();
  private byte[] json = {};
  private int at;
  private int end;
  private boolean first;
  private int nameFrom;
  private int nameTo;
  private boolean nameEscaped;
  private int from;
  private int to;
  private boolean escaped;
  private Kind kind = Kind.NULL;

  /**
   * Starts with a row.
   *
   * @throws UnreadableRowException if the bytes are not UTF-8 or no object opens there
   */
  public void open(byte[] bytes, int offset, int length) {
    open(bytes, offset, length, '{');
  }

  /**
   * Starts with a list instead of a row: {@code nextElement}, then the accessors but for the name.
   *
   * @throws UnreadableRowException if the bytes are not UTF-8 or no list opens there
   */
  public void openList(byte[] bytes) {
    open(bytes, 0, bytes.length, '[');
  }

  private void open(byte[] bytes, int offset, int length, char bracket) {
    if (!Utf8.isWellFormed(bytes, offset, length)) {
      throw new UnreadableRowException("the row is not UTF-8");
    }
    json = bytes;
    at = offset;
    end = offset + length;
    skipBlanks();
    require(bracket);
    first = true;
  }

  /**
   * Moves on to the next field.
   *
   * @return false at the end of the row
   * @throws UnreadableRowException if the row is malformed from here on
   */
  public boolean next() {
    if (isClosed('}')) {
      return false;
    }
    nameFrom = at + 1;
    nameEscaped = skipString();
    nameTo = at - 1;
    skipBlanks();
    require(':');
    skipBlanks();
    from = at;
    skipValue();
    to = at;
    return true;
  }

  /**
   * Moves on to the next element of a list.
   *
   * @return false at the end of the list
   * @throws UnreadableRowException if the list is malformed from here on
   */
  public boolean nextElement() {
    if (isClosed(']')) {
      return false;
    }
    from = at;
    skipValue();
    to = at;
    return true;
  }

  private boolean isClosed(char bracket) {
    skipBlanks();
    if (peek() == bracket) {
      at++;
      skipBlanks();
      if (at < end) {
        throw unreadable();
      }
      return true;
    }
    if (!first) {
      require(',');
      skipBlanks();
    }
    first = false;
    return false;
  }

  /** Whether the current field has this name, given in UTF-8; cheaper than {@link #name}. */
  public boolean isNamed(byte[] name) {
    return !nameEscaped && Arrays.equals(json, nameFrom, nameTo, name, 0, name.length);
  }

  /** The name of the current field. */
  public String name() {
    return nameEscaped
        ? new String(texts.unescape(json, nameFrom, nameTo), StandardCharsets.UTF_8)
        : new String(json, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
  }

  /** What the current field holds. */
  public Kind kind() {
    return kind;
  }

  /**
   * The text of the current field in UTF-8: a string's characters, a number's literal, {@code true}
   * or {@code false}, the JSON of an object or array. An unpaired surrogate, which UTF-8 cannot
   * hold, is replaced by U+FFFD, and {@link #replaced} says so.
   */
  public byte[] text() {
    return switch (kind) {
      case STRING ->
          escaped
              ? texts.unescape(json, from + 1, to - 1)
              : Arrays.copyOfRange(json, from + 1, to - 1);
      case NESTED -> escaped ? texts.repair(json, from, to) : Arrays.copyOfRange(json, from, to);
      case NULL, BOOLEAN, NUMBER -> Arrays.copyOfRange(json, from, to);
    };
  }

  /** The JSON of the current field as it stands, quotes included; see {@link #text}. */
  public byte[] literal() {
    return escaped ? texts.repair(json, from, to) : Arrays.copyOfRange(json, from, to);
  }

  /** Whether a text was changed since the last call, because UTF-8 cannot hold it. */
  public boolean replaced() {
    return texts.replaced();
  }

  private void skipValue() {
    byte first = peek();
    escaped = false;
    switch (first) {
      case '"' -> {
        kind = Kind.STRING;
        escaped = skipString();
      }
      case '{', '[' -> {
        kind = Kind.NESTED;
        skipNested();
      }
      case 't' -> skipWord("true", Kind.BOOLEAN);
      case 'f' -> skipWord("false", Kind.BOOLEAN);
      case 'n' -> skipWord("null", Kind.NULL);
      default -> {
        kind = Kind.NUMBER;
        skipNumber();
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte b = peek();
      if (b == '"') {
        escaped |= skipString();
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
        if (depth > DEEPEST) {
          throw new UnreadableRowException("the row is nested deeper than " + DEEPEST);
        }
      } else if (b == '}' || b == ']') {
        depth--;
      }
      at++;
    } while (depth > 0);
  }

  private boolean skipString() {
    require('"');
    boolean escapes = false;
    byte b = peek();
    while (b != '"') {
      if (b == '\\') {
        escapes = true;
        at++;
      }
      at++;
      b = peek();
    }
    at++;
    return escapes;
  }

  private void skipNumber() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    digits();
    if (at < end && json[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    if (start == at) {
      throw unreadable();
    }
  }

  private void digits() {
    int start = at;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (start == at) {
      throw unreadable();
    }
  }

  private void skipWord(String word, Kind meaning) {
    for (int i = 0; i < word.length(); i++) {
      require(word.charAt(i));
    }
    kind = meaning;
  }

  private void skipBlanks() {
    while (at < end && (json[at] == ' ' || json[at] == '\t' || isBreak(json[at]))) {
      at++;
    }
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  private void require(char expected) {
    if (peek() != expected) {
      throw unreadable();
    }
    at++;
  }

  private byte peek() {
    if (at >= end) {
      throw new UnreadableRowException("the row is cut");
    }
    return json[at];
  }

  private UnreadableRowException unreadable() {
    return new UnreadableRowException(
        "the row is no JSON object: byte " + at + " is not what JSON has there");
  }
}
