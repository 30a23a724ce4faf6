package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Text;
import java.util.Locale;
import java.util.function.IntPredicate;

/** What kind of characters a text holds, and text in other cases. */
final class TextKinds {

  private TextKinds() {}

  static boolean holds(String name, String text) {
    return switch (name) {
      case "isalnum" ->
          every(text, c -> Character.isLetter(c) || Character.isDigit(c) || numeric(c));
      case "isalpha" -> every(text, Character::isLetter);
      case "isascii" -> text.chars().allMatch(c -> c < 128);
      case "isdecimal" -> every(text, Character::isDigit);
      case "isdigit" -> every(text, c -> Character.isDigit(c) || superscript(c));
      case "isnumeric" -> every(text, TextKinds::numeric);
      case "isspace" -> every(text, Text::isSpace);
      case "isprintable" -> text.codePoints().allMatch(Text::isPrintable);
      case "isidentifier" ->
          !text.isEmpty()
              && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
              && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
      case "islower" -> cased(text) && text.codePoints().noneMatch(TextKinds::upperOrTitle);
      case "isupper" ->
          cased(text)
              && text.codePoints()
                  .noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
      default -> isTitle(text);
    };
  }

  private static boolean every(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  private static boolean superscript(int c) {
    return Character.getType(c) == Character.OTHER_NUMBER
        && (c == 0xb2
            || c == 0xb3
            || c == 0xb9
            || (c >= 0x2070 && c <= 0x2089)
            || (c >= 0x2460 && c <= 0x249b && c != 0x2469 && c != 0x249b));
  }

  private static boolean numeric(int c) {
    return Character.isDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER
        || Character.getType(c) == Character.LETTER_NUMBER
        || "〇一二三四五六七八九十百千万億兆零壹貳參".indexOf(c) >= 0;
  }

  private static boolean cased(String text) {
    return text.codePoints().anyMatch(c -> Character.isLowerCase(c) || upperOrTitle(c));
  }

  private static boolean upperOrTitle(int c) {
    return Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean isTitle(String text) {
    boolean previous = false;
    boolean any = false;
    for (int c : text.codePoints().toArray()) {
      if (upperOrTitle(c)) {
        if (previous) {
          return false;
        }
        previous = true;
        any = true;
      } else if (Character.isLowerCase(c)) {
        if (!previous) {
          return false;
        }
        any = true;
      } else {
        previous = false;
      }
    }
    return any;
  }

  /** Each word's first letter large, the others small; a word ends at whatever has no case. */
  static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean within = false;
    for (int c : text.codePoints().toArray()) {
      String letter = Character.toString(c);
      out.append(within ? letter.toLowerCase(Locale.ROOT) : titled(letter));
      within = Character.isLowerCase(c) || upperOrTitle(c);
    }
    return out.toString();
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return titled(text.substring(0, first)) + text.substring(first).toLowerCase(Locale.ROOT);
  }

  private static String titled(String letter) {
    String upper = letter.toUpperCase(Locale.ROOT);
    return upper.length() == letter.length()
        ? Character.toString(Character.toTitleCase(letter.codePointAt(0)))
        : upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT);
  }

  static String swapcase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int c : text.codePoints().toArray()) {
      String letter = Character.toString(c);
      out.append(
          Character.isUpperCase(c)
              ? letter.toLowerCase(Locale.ROOT)
              : Character.isLowerCase(c) ? letter.toUpperCase(Locale.ROOT) : letter);
    }
    return out.toString();
  }

  static String casefold(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int c : text.codePoints().toArray()) {
      String letter = Character.toString(c);
      // Over the capital, since that is where letters that fold into several are taken apart.
      out.append(c == 'ı' ? letter : letter.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }
    return out.toString().replace('ς', 'σ');
  }
}
