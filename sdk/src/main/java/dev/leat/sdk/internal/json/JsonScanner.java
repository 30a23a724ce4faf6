package dev.leat.sdk.internal.json;

/**
 * Checks that bytes are well-formed JSON in UTF-8 on one line, and builds nothing. Stricter than
 * RFC 8259 in one thing: CR and LF are not white space. Stateless.
 *
 * <p>This is the one place that checks. What is known to be right is read by {@link JsonObjects},
 * which does not check again.
 */
public final class JsonScanner {

  /** How deep objects and arrays may nest. */
  public static final int DEEPEST = 1_000;

  /** How many characters a number may have. */
  static final int LONGEST_NUMBER = 10_000;

  /** Takes the members of an object in its own way, one by one. */
  interface Members {

    /**
     * Checks one member's value.
     *
     * @param key where its quote opens
     * @param keyEnd one past the quote that closes it
     * @param value where the value starts
     * @param depth of the value
     * @return as {@link #value(byte[], int, int)} does
     */
    int member(int key, int keyEnd, int value, int depth);
  }

  /** Takes the elements of an array in its own way, one by one. */
  interface Elements {

    /**
     * Checks one element.
     *
     * @param at where it starts
     * @return as {@link #value(byte[], int, int)} does
     */
    int element(int at, int depth);
  }

  private JsonScanner() {}

  /**
   * Checks one value.
   *
   * @param at where it starts
   * @param to one past the last byte that may be looked at
   * @return one past its last byte; or the complement ({@code ~position}, negative) of where it is
   *     wrong
   */
  public static int value(byte[] json, int at, int to) {
    return value(json, at, to, 0);
  }

  /** The first position at or after {@code at} that is no space and no tab; at most {@code to}. */
  public static int skipBlanks(byte[] json, int at, int to) {
    int next = at;
    while (next < to && (json[next] == ' ' || json[next] == '\t')) {
      next++;
    }
    return next;
  }

  /** As {@link #value(byte[], int, int)}, within that many objects and arrays. */
  static int value(byte[] json, int at, int to, int depth) {
    return value(json, at, to, depth, null);
  }

  /**
   * The same.
   *
   * @param members what takes the members if it is an object; null if nobody wants to know
   */
  static int value(byte[] json, int at, int to, int depth, Members members) {
    if (at >= to) {
      return ~to;
    }
    return switch (json[at]) {
      case '"' -> string(json, at, to);
      case '{' -> depth == DEEPEST ? ~at : object(json, at, to, depth + 1, members);
      case '[' -> depth == DEEPEST ? ~at : array(json, at, to, depth + 1, null);
      case 't' -> word(json, at, to, "true");
      case 'f' -> word(json, at, to, "false");
      case 'n' -> word(json, at, to, "null");
      default -> number(json, at, to);
    };
  }

  /**
   * Checks one object.
   *
   * @param depth of its values
   * @param members what takes them; null if nobody wants to know
   */
  static int object(byte[] json, int brace, int to, int depth, Members members) {
    int at = skipBlanks(json, brace + 1, to);
    if (at < to && json[at] == '}') {
      return at + 1;
    }
    while (true) {
      if (at >= to || json[at] != '"') {
        return ~at;
      }
      int key = at;
      int keyEnd = string(json, key, to);
      if (keyEnd < 0) {
        return keyEnd;
      }
      at = skipBlanks(json, keyEnd, to);
      if (at >= to || json[at] != ':') {
        return ~at;
      }
      at = skipBlanks(json, at + 1, to);
      at = members == null ? value(json, at, to, depth) : members.member(key, keyEnd, at, depth);
      if (at < 0) {
        return at;
      }
      at = skipBlanks(json, at, to);
      if (at < to && json[at] == '}') {
        return at + 1;
      }
      if (at >= to || json[at] != ',') {
        return ~at;
      }
      at = skipBlanks(json, at + 1, to);
    }
  }

  /**
   * Checks one array.
   *
   * @param depth of its elements
   * @param elements what takes them; null if nobody wants to know
   */
  static int array(byte[] json, int bracket, int to, int depth, Elements elements) {
    int at = skipBlanks(json, bracket + 1, to);
    if (at < to && json[at] == ']') {
      return at + 1;
    }
    while (true) {
      at = elements == null ? value(json, at, to, depth) : elements.element(at, depth);
      if (at < 0) {
        return at;
      }
      at = skipBlanks(json, at, to);
      if (at < to && json[at] == ']') {
        return at + 1;
      }
      if (at >= to || json[at] != ',') {
        return ~at;
      }
      at = skipBlanks(json, at + 1, to);
    }
  }

  /**
   * Checks one string.
   *
   * @param quote where it opens
   * @return as {@link #value} does
   */
  public static int string(byte[] json, int quote, int to) {
    int at = JsonStrings.plainUntil(json, quote + 1, to);
    while (at < to) {
      byte b = json[at];
      if (b == '"') {
        return at + 1;
      }
      at = b == '\\' ? escape(json, at, to) : multibyte(json, at, to);
      if (at < 0) {
        return at;
      }
      // Letters of other scripts stand together.
      at = at < to && json[at] < 0 ? at : JsonStrings.plainUntil(json, at, to);
    }
    return ~to;
  }

  private static int escape(byte[] json, int backslash, int to) {
    if (backslash + 1 >= to) {
      return ~to;
    }
    switch (json[backslash + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return backslash + 2;
      }
      case 'u' -> {
        for (int at = backslash + 2; at < backslash + 6; at++) {
          if (at >= to || Character.digit(json[at], 16) < 0) {
            return ~Math.min(at, to);
          }
        }
        return backslash + 6;
      }
      default -> {
        return ~backslash;
      }
    }
  }

  /** One character of more than one byte, as RFC 3629 allows: no overlong form, no surrogate. */
  private static int multibyte(byte[] json, int at, int to) {
    int first = json[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > to) {
      return ~at;
    }
    int second = json[at + 1] & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      return ~at;
    }
    for (int next = at + 2; next < at + length; next++) {
      if ((json[next] & 0xC0) != 0x80) {
        return ~at;
      }
    }
    return at + length;
  }

  private static int word(byte[] json, int at, int to, String word) {
    int end = at + word.length();
    if (end > to) {
      return ~at;
    }
    for (int i = 1; i < word.length(); i++) {
      if (json[at + i] != word.charAt(i)) {
        return ~at;
      }
    }
    return end;
  }

  private static int number(byte[] json, int start, int to) {
    int at = json[start] == '-' ? start + 1 : start;
    int whole = digits(json, at, to);
    if (whole == at || (whole > at + 1 && json[at] == '0')) {
      return ~start;
    }
    at = whole;
    if (at < to && json[at] == '.') {
      int fraction = digits(json, at + 1, to);
      if (fraction == at + 1) {
        return ~fraction;
      }
      at = fraction;
    }
    if (at < to && (json[at] == 'e' || json[at] == 'E')) {
      int sign = at + 1 < to && (json[at + 1] == '+' || json[at + 1] == '-') ? at + 2 : at + 1;
      int exponent = digits(json, sign, to);
      if (exponent == sign) {
        return ~exponent;
      }
      at = exponent;
    }
    return at - start > LONGEST_NUMBER ? ~start : at;
  }

  private static int digits(byte[] json, int at, int to) {
    int next = at;
    while (next < to && json[next] >= '0' && json[next] <= '9') {
      next++;
    }
    return next;
  }
}
