package dev.leat.destination.postgres;

import java.io.ByteArrayOutputStream;

/**
 * The character NUL, which no text of PostgreSQL can hold: U+FFFD takes its place before anything
 * is sent. Stateless.
 */
final class Nul {

  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
  private static final byte[] REPLACEMENT_ESCAPE = {'\\', 'u', 'f', 'f', 'f', 'd'};

  private Nul() {}

  /** The text itself if it has no NUL. */
  static byte[] replaced(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        return replacedFrom(text, i);
      }
    }
    return text;
  }

  private static byte[] replacedFrom(byte[] text, int first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    out.write(text, 0, first);
    for (int i = first; i < text.length; i++) {
      if (text[i] == 0) {
        out.writeBytes(REPLACEMENT);
      } else {
        out.write(text[i]);
      }
    }
    return out.toByteArray();
  }

  /** The JSON itself if none of its texts has a NUL, which there is an escape. */
  static byte[] replacedInJson(byte[] json) {
    byte[] out = json;
    int at = 0;
    while (at + 1 < json.length) {
      if (json[at] != '\\') {
        at++;
        continue;
      }
      if (isNul(json, at)) {
        out = out == json ? json.clone() : out;
        System.arraycopy(REPLACEMENT_ESCAPE, 0, out, at, REPLACEMENT_ESCAPE.length);
      }
      at += 2;
    }
    return out;
  }

  private static boolean isNul(byte[] json, int at) {
    return at + 5 < json.length
        && json[at + 1] == 'u'
        && json[at + 2] == '0'
        && json[at + 3] == '0'
        && json[at + 4] == '0'
        && json[at + 5] == '0';
  }
}
