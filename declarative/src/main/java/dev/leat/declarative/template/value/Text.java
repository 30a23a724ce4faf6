package dev.leat.declarative.template.value;

/** Text by characters as Python counts them: code points, not UTF-16 units. */
public final class Text {

  private Text() {}

  /**
   * The text of a value that is text.
   *
   * @return null if it is not
   */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Markup markup ? markup.text() : null;
  }

  /** How many characters. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether each UTF-16 unit is a character. */
  static boolean simple(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The characters from one position up to another, both within the text. */
  public static String part(String text, int from, int to) {
    if (from >= to) {
      return "";
    }
    if (simple(text)) {
      return text.substring(from, to);
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  /** The index in characters for one in UTF-16 units. */
  public static int position(String text, int unit) {
    return text.codePointCount(0, unit);
  }

  /** By code point, as Python orders text. */
  static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean high = Character.isSurrogate(left);
        if (high != Character.isSurrogate(right)) {
          return high ? 1 : -1;
        }
        return Character.compare(left, right);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** White space as Python's {@code str.strip} sees it. */
  public static boolean isSpace(int c) {
    return c == ' '
        || (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || c == 0xa0
        || (c > 0xff && Character.isSpaceChar(c));
  }

  /** Whether a character prints as itself in a literal. */
  public static boolean isPrintable(int c) {
    if (c < 0x7f) {
      return c >= 0x20;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
