package dev.leat.declarative.template.value;

import java.util.Optional;

/** Backslashes in quoted text. */
public final class Escapes {

  private Escapes() {}

  /**
   * Replaces what backslashes stand for; a backslash before any other character stays.
   *
   * @param bytes whether only the escapes of bytes count, {@code \\u} and {@code \\N} not
   * @return empty if an escape is broken, for example {@code \\x1}
   */
  public static Optional<String> read(String body, boolean bytes) {
    if (body.indexOf('\\') < 0) {
      return Optional.of(body);
    }
    StringBuilder out = new StringBuilder(body.length());
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (at == body.length()) {
        return Optional.empty();
      }
      at = escape(body, at, bytes, out);
      if (at < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }

  private static int escape(String body, int at, boolean bytes, StringBuilder out) {
    char c = body.charAt(at);
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(body, at, bytes, out);
      }
      case 'x' -> {
        return code(body, at + 1, 2, out);
      }
      case 'u', 'U', 'N' -> {
        if (bytes) {
          out.append('\\').append(c);
        } else if (c == 'N') {
          return named(body, at + 1, out);
        } else {
          return code(body, at + 1, c == 'u' ? 4 : 8, out);
        }
      }
      default -> out.append('\\').append(c);
    }
    return at + 1;
  }

  private static int octal(String body, int at, boolean bytes, StringBuilder out) {
    int end = at;
    int value = 0;
    while (end < body.length() && end < at + 3 && Character.digit(body.charAt(end), 8) >= 0) {
      value = value * 8 + Character.digit(body.charAt(end++), 8);
    }
    out.append((char) (bytes ? value & 0xff : value));
    return end;
  }

  private static int code(String body, int from, int width, StringBuilder out) {
    if (from + width > body.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + width; i++) {
      int digit = Character.digit(body.charAt(i), 16);
      if (digit < 0 || body.charAt(i) > 127) {
        return -1;
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      return -1;
    }
    out.appendCodePoint((int) value);
    return from + width;
  }

  private static int named(String body, int from, StringBuilder out) {
    int end = body.indexOf('}', from);
    if (end < 0 || from >= body.length() || body.charAt(from) != '{') {
      return -1;
    }
    try {
      out.appendCodePoint(Character.codePointOf(body.substring(from + 1, end)));
    } catch (IllegalArgumentException e) {
      return -1;
    }
    return end + 1;
  }
}
