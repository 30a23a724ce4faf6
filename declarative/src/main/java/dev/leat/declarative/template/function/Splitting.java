package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text cut into parts. */
final class Splitting {

  private Splitting() {}

  static List<Object> split(String text, boolean fromRight, Arguments given) {
    Object[] bound = given.bind(0, "sep", "maxsplit");
    int most = bound[1] == Arguments.ABSENT ? -1 : Numbers.position(bound[1]);
    if (bound[0] == Arguments.ABSENT || bound[0] == null) {
      return fromRight ? wordsFromRight(text, most) : words(text, most);
    }
    String separator = TextMethods.required(bound[0]);
    if (separator.isEmpty()) {
      throw ValueException.value("empty separator");
    }
    List<Object> parts =
        fromRight ? fromRight(text, separator, most) : parts(text, separator, most);
    given.budget().size(parts.size());
    return parts;
  }

  private static List<Object> parts(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    int found = text.indexOf(separator);
    while (found >= 0 && parts.size() != most) {
      parts.add(text.substring(at, found));
      at = found + separator.length();
      found = text.indexOf(separator, at);
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static List<Object> fromRight(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    int found = text.lastIndexOf(separator);
    while (found >= 0 && parts.size() != most) {
      parts.add(text.substring(found + separator.length(), end));
      end = found;
      found = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  /** The words of a text. */
  static List<Object> words(String text) {
    return words(text, -1);
  }

  private static List<Object> words(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && Text.isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return parts;
      }
      if (parts.size() == most) {
        parts.add(text.substring(at));
        return parts;
      }
      int end = at;
      while (end < text.length() && !Text.isSpace(text.charAt(end))) {
        end++;
      }
      parts.add(text.substring(at, end));
      at = end;
    }
  }

  private static List<Object> wordsFromRight(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    while (true) {
      while (end > 0 && Text.isSpace(text.charAt(end - 1))) {
        end--;
      }
      if (end == 0) {
        break;
      }
      if (parts.size() == most) {
        parts.add(text.substring(0, end));
        break;
      }
      int at = end;
      while (at > 0 && !Text.isSpace(text.charAt(at - 1))) {
        at--;
      }
      parts.add(text.substring(at, end));
      end = at;
    }
    Collections.reverse(parts);
    return parts;
  }

  static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r' && "\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(c) < 0) {
        continue;
      }
      int end = i + 1;
      if (c == '\r' && end < text.length() && text.charAt(end) == '\n') {
        end++;
      }
      lines.add(text.substring(at, keepEnds ? end : i));
      at = end;
      i = end - 1;
    }
    if (at < text.length()) {
      lines.add(text.substring(at));
    }
    return lines;
  }
}
