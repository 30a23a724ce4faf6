package dev.leat.sdk.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds a text under the escapes that texts get on their way: percent-encoding in either case, plus
 * signs, JSON, HTML, JSON pointers, and these within each other. Compares what is meant, not how it
 * is written. Stateless.
 */
final class Disguises {

  /** How often a text may have been escaped as a whole, one time after the other. */
  private static final int DEEPEST = 3;

  private static final Map<String, Integer> ENTITIES =
      Map.of("amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "quot", (int) '"', "apos", 39);
  private static final Map<Character, Integer> BACKSLASHED =
      Map.of('n', 10, 't', 9, 'r', 13, 'b', 8, 'f', 12);
  private static final int LONGEST_ENTITY = 10;

  private Disguises() {}

  /** A stretch of a text. */
  record Span(int from, int to) {}

  /** Where one of the secrets stands in the text, in no order; the stretches may overlap. */
  static List<Span> find(String text, Iterable<String> secrets) {
    List<Span> found = new ArrayList<>();
    Reading reading = Reading.of(text);
    for (int depth = 0; depth < DEEPEST; depth++) {
      for (String secret : secrets) {
        reading.addMatches(secret, found);
      }
      if (reading.isPlain()) {
        break;
      }
      reading = reading.unescaped();
    }
    return found;
  }

  /** A text as somebody reads it who has undone some escapes, and where its characters stood. */
  private static final class Reading {

    private final String text;

    /** Where each character begins in the original; one more for the end. */
    private final int[] starts;

    private Reading(String text, int[] starts) {
      this.text = text;
      this.starts = starts;
    }

    static Reading of(String text) {
      int[] starts = new int[text.length() + 1];
      for (int i = 0; i <= text.length(); i++) {
        starts[i] = i;
      }
      return new Reading(text, starts);
    }

    boolean isPlain() {
      for (int at = 0; at < text.length(); at++) {
        if (escaped(text, at) != null) {
          return false;
        }
      }
      return true;
    }

    void addMatches(String secret, List<Span> found) {
      for (int at = 0; at < text.length(); at++) {
        int end = matchEnd(secret, at);
        if (end > at) {
          found.add(new Span(starts[at], starts[end]));
          at = end - 1;
        }
      }
    }

    /** One past the secret that begins here; -1 if none does. */
    private int matchEnd(String secret, int from) {
      int at = from;
      for (int i = 0; i < secret.length(); ) {
        int wanted = secret.codePointAt(i);
        int next = afterOne(wanted, at);
        if (next < 0) {
          return -1;
        }
        at = next;
        i += Character.charCount(wanted);
      }
      return at;
    }

    /** One past this character, however it is written here; -1 if another stands here. */
    private int afterOne(int wanted, int at) {
      if (at >= text.length()) {
        return -1;
      }
      if (text.codePointAt(at) == wanted) {
        return at + Character.charCount(wanted);
      }
      if (wanted == ' ' && text.charAt(at) == '+') {
        return at + 1;
      }
      Escape escape = escaped(text, at);
      return escape != null && escape.meaning() == wanted ? escape.end() : -1;
    }

    Reading unescaped() {
      StringBuilder plain = new StringBuilder(text.length());
      int[] places = new int[text.length() + 1];
      int at = 0;
      while (at < text.length()) {
        Escape escape = escaped(text, at);
        int meaning = escape == null ? text.charAt(at) : escape.meaning();
        int length = plain.length();
        plain.appendCodePoint(meaning);
        for (int i = length; i < plain.length(); i++) {
          places[i] = starts[at];
        }
        at = escape == null ? at + 1 : escape.end();
      }
      places[plain.length()] = starts[text.length()];
      return new Reading(plain.toString(), places);
    }
  }

  /** An escape: the character that is meant, and one past its last. */
  private record Escape(int meaning, int end) {}

  /** The escape that begins here; null if none does. */
  private static Escape escaped(String text, int at) {
    return switch (text.charAt(at)) {
      case '%' -> percent(text, at);
      case '\\' -> backslash(text, at);
      case '&' -> entity(text, at);
      case '~' -> pointer(text, at);
      default -> null;
    };
  }

  private static Escape percent(String text, int at) {
    int first = hex(text, at + 1, 2);
    if (first < 0) {
      return null;
    }
    int length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int place = at + 3 * i;
      int value = place < text.length() && text.charAt(place) == '%' ? hex(text, place + 1, 2) : -1;
      if (value < 0) {
        return null;
      }
      bytes[i] = (byte) value;
    }
    return new Escape(new String(bytes, StandardCharsets.UTF_8).codePointAt(0), at + 3 * length);
  }

  private static Escape backslash(String text, int at) {
    if (at + 1 >= text.length()) {
      return null;
    }
    char next = text.charAt(at + 1);
    if (next != 'u') {
      boolean letter = Character.isLetterOrDigit(next);
      Integer control = BACKSLASHED.get(next);
      return control != null
          ? new Escape(control, at + 2)
          : letter ? null : new Escape(next, at + 2);
    }
    int high = hex(text, at + 2, 4);
    if (high < 0) {
      return null;
    }
    boolean pair = Character.isHighSurrogate((char) high) && text.startsWith("\\u", at + 6);
    int low = pair ? hex(text, at + 8, 4) : -1;
    return low >= 0 && Character.isLowSurrogate((char) low)
        ? new Escape(Character.toCodePoint((char) high, (char) low), at + 12)
        : new Escape(high, at + 6);
  }

  private static Escape entity(String text, int at) {
    int end = text.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_ENTITY || end == at + 1) {
      return null;
    }
    String name = text.substring(at + 1, end);
    Integer meaning = ENTITIES.get(name);
    if (meaning == null && name.matches("#\\d{1,7}")) {
      meaning = Integer.parseInt(name.substring(1));
    } else if (meaning == null && name.matches("#[xX][0-9a-fA-F]{1,6}")) {
      meaning = Integer.parseInt(name.substring(2), 16);
    }
    return meaning == null || !Character.isValidCodePoint(meaning)
        ? null
        : new Escape(meaning, end + 1);
  }

  private static Escape pointer(String text, int at) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return next == '1' ? new Escape('/', at + 2) : next == '0' ? new Escape('~', at + 2) : null;
  }

  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
