package dev.leat.engine.types;

import java.util.Arrays;

/**
 * Turns the escapes of JSON strings into UTF-8. Reusable; for use by one thread.
 *
 * <p>An escape of half a character (an unpaired surrogate) has no UTF-8: U+FFFD takes its place,
 * and {@link #replaced} tells.
 */
final class JsonText {

  private static final int REPLACEMENT = 0xFFFD;
  private static final byte[] REPLACEMENT_ESCAPE = {'\\', 'u', 'f', 'f', 'f', 'd'};

  private byte[] out = new byte[256];
  private int size;
  private boolean replaced;

  /** The characters of a string whose content, without quotes, lies in {@code [from, to)}. */
  byte[] unescape(byte[] json, int from, int to) {
    size = 0;
    int at = from;
    while (at < to) {
      if (json[at] != '\\') {
        put(json[at++]);
        continue;
      }
      byte escape = json[at + 1];
      if (escape != 'u') {
        put(simple(escape));
        at += 2;
        continue;
      }
      int unit = hex(json, at + 2, to);
      at += 6;
      if (Character.isHighSurrogate((char) unit) && isLow(json, at, to)) {
        putPoint(Character.toCodePoint((char) unit, (char) hex(json, at + 2, to)));
        at += 6;
      } else if (Character.isSurrogate((char) unit)) {
        replaced = true;
        putPoint(REPLACEMENT);
      } else {
        putPoint(unit);
      }
    }
    return Arrays.copyOf(out, size);
  }

  /** JSON in {@code [from, to)} as it stands, but for the escapes of unpaired surrogates. */
  byte[] repair(byte[] json, int from, int to) {
    byte[] copy = Arrays.copyOfRange(json, from, to);
    int at = 0;
    while (at < copy.length) {
      if (copy[at] != '\\') {
        at++;
      } else if (copy[at + 1] != 'u') {
        at += 2;
      } else {
        char unit = (char) hex(copy, at + 2, copy.length);
        if (Character.isHighSurrogate(unit) && isLow(copy, at + 6, copy.length)) {
          at += 12;
          continue;
        }
        if (Character.isSurrogate(unit)) {
          replaced = true;
          System.arraycopy(REPLACEMENT_ESCAPE, 0, copy, at, REPLACEMENT_ESCAPE.length);
        }
        at += 6;
      }
    }
    return copy;
  }

  /** Whether anything was replaced since the last call. */
  boolean replaced() {
    boolean was = replaced;
    replaced = false;
    return was;
  }

  private static boolean isLow(byte[] json, int at, int to) {
    return at + 6 <= to
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && Character.isLowSurrogate((char) hex(json, at + 2, to));
  }

  private static int hex(byte[] json, int at, int to) {
    if (at + 4 > to) {
      throw new UnreadableRowException("an escape of the row is cut");
    }
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        throw new UnreadableRowException("an escape of the row is not four hexadecimal digits");
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static byte simple(byte escape) {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw new UnreadableRowException("the row has an escape that JSON does not know");
    };
  }

  private void putPoint(int point) {
    if (point < 0x80) {
      put((byte) point);
    } else if (point < 0x800) {
      put((byte) (0xC0 | (point >> 6)));
      put((byte) (0x80 | (point & 0x3F)));
    } else if (point < 0x10000) {
      put((byte) (0xE0 | (point >> 12)));
      put((byte) (0x80 | ((point >> 6) & 0x3F)));
      put((byte) (0x80 | (point & 0x3F)));
    } else {
      put((byte) (0xF0 | (point >> 18)));
      put((byte) (0x80 | ((point >> 12) & 0x3F)));
      put((byte) (0x80 | ((point >> 6) & 0x3F)));
      put((byte) (0x80 | (point & 0x3F)));
    }
  }

  private void put(byte b) {
    if (size == out.length) {
      out = Arrays.copyOf(out, size * 2);
    }
    out[size++] = b;
  }
}
