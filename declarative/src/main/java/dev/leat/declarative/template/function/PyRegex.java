package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.ValueException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Python's regular expressions on Java's engine; a search that looks at too much is given up. */
final class PyRegex {

  private static final int MAX_KEPT = 1000;
  private static final ConcurrentMap<String, Pattern> KEPT = new ConcurrentHashMap<>();

  /** Python counts every number as a part of a word. */
  private static final String WORD = "\\w\\p{No}\\p{Nl}";

  private PyRegex() {}

  static Matcher matcher(String regex, String text, Budget budget) {
    Pattern pattern = KEPT.get(regex);
    if (pattern == null) {
      pattern = compiled(regex);
      if (KEPT.size() < MAX_KEPT) {
        KEPT.put(regex, pattern);
      }
    }
    return pattern.matcher(new Watched(text, budget));
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(
          translated(regex),
          Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw new ValueException(
          ErrorKind.PATTERN, "the regular expression cannot be read: " + regex);
    }
  }

  private static String translated(String regex) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        char next = regex.charAt(++i);
        out.append(
            switch (next) {
              case 'Z' -> "\\z";
              case 'v' -> "\\x0b";
              case 'w' -> inClass ? WORD : "[" + WORD + "]";
              case 'W' -> inClass ? "\\W" : "[^" + WORD + "]";
              default ->
                  Character.isLetter(next) && "AbBdDsSwWafnrtxuUN".indexOf(next) < 0
                      ? bad(regex, next)
                      : "\\" + next;
            });
      } else if (inClass) {
        if (c == ']') {
          inClass = false;
          out.append(c);
        } else {
          out.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
        }
      } else if (c == '[') {
        inClass = true;
        out.append(c);
        if (i + 1 < regex.length() && regex.charAt(i + 1) == '^') {
          out.append(regex.charAt(++i));
        }
        if (i + 1 < regex.length() && regex.charAt(i + 1) == ']') {
          out.append("\\]");
          i++;
        }
      } else if (regex.startsWith("(?#", i)) {
        i = regex.indexOf(')', i);
        if (i < 0) {
          bad(regex, '#');
        }
      } else if (regex.startsWith("(?<", i)
          && !regex.startsWith("(?<=", i)
          && !regex.startsWith("(?<!", i)) {
        bad(regex, '<');
      } else if (regex.startsWith("(?P<", i)) {
        out.append("(?<");
        int end = regex.indexOf('>', i);
        if (end < 0) {
          bad(regex, 'P');
        }
        out.append(name(regex.substring(i + 4, end))).append('>');
        i = end;
      } else if (regex.startsWith("(?P=", i)) {
        int end = regex.indexOf(')', i);
        if (end < 0) {
          bad(regex, 'P');
        }
        out.append("\\k<").append(name(regex.substring(i + 4, end))).append('>');
        i = end;
      } else if (c == '{' && !regex.substring(i).matches("(?s)\\{(\\d+(,\\d*)?|,\\d+)\\}.*")) {
        out.append("\\{");
      } else if (regex.startsWith("{,", i)) {
        out.append("{0");
      } else {
        out.append(c == '}' && !closes(out) ? "\\}" : String.valueOf(c));
      }
    }
    return out.toString();
  }

  private static boolean closes(StringBuilder out) {
    int open = out.lastIndexOf("{");
    return open >= 0
        && (open == 0 || out.charAt(open - 1) != '\\')
        && out.substring(open + 1).matches("[\\d,]+");
  }

  /** Java's names have no underscores. */
  private static String name(String name) {
    return name.replace("_", "U95");
  }

  private static String bad(String regex, char escape) {
    throw new ValueException(
        ErrorKind.PATTERN, "the regular expression " + regex + " has a bad escape \\" + escape);
  }

  static String replaced(String text, String regex, String by, Budget budget) {
    Matcher matcher = matcher(regex, text, budget);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (matcher.find()) {
      out.append(text, at, matcher.start());
      expand(by, matcher, out);
      budget.size(out.length());
      at = matcher.end();
    }
    return out.append(text, at, text.length()).toString();
  }

  private static void expand(String by, Matcher matcher, StringBuilder out) {
    for (int i = 0; i < by.length(); i++) {
      char c = by.charAt(i);
      if (c != '\\' || i + 1 == by.length()) {
        if (c == '\\') {
          throw new ValueException(ErrorKind.PATTERN, "bad escape (end of pattern)");
        }
        out.append(c);
        continue;
      }
      char next = by.charAt(++i);
      if (next == 'g' && i + 1 < by.length() && by.charAt(i + 1) == '<') {
        int end = by.indexOf('>', i);
        if (end < 0) {
          throw new ValueException(ErrorKind.PATTERN, "missing >, unterminated name");
        }
        out.append(group(by.substring(i + 2, end), matcher));
        i = end;
      } else if (next >= '1' && next <= '9') {
        int end = i + 1;
        if (end < by.length() && Character.digit(by.charAt(end), 10) >= 0) {
          end++;
        }
        out.append(group(by.substring(i, end), matcher));
        i = end - 1;
      } else {
        i = escape(by, i, next, out);
      }
    }
  }

  private static int escape(String by, int at, char next, StringBuilder out) {
    switch (next) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case '0' -> {
        int end = at + 1;
        int value = 0;
        while (end < by.length() && end < at + 3 && Character.digit(by.charAt(end), 8) >= 0) {
          value = value * 8 + Character.digit(by.charAt(end++), 8);
        }
        out.append((char) value);
        return end - 1;
      }
      default -> {
        if (next < 128 && Character.isLetter(next)) {
          throw new ValueException(ErrorKind.PATTERN, "bad escape \\" + next);
        }
        out.append('\\').append(next);
        if (next == '\\') {
          out.setLength(out.length() - 1);
        }
      }
    }
    return at;
  }

  private static String group(String name, Matcher matcher) {
    try {
      String group =
          name.chars().allMatch(Character::isDigit)
              ? matcher.group(Integer.parseInt(name))
              : matcher.group(name(name));
      return group == null ? "" : group;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ValueException(ErrorKind.PATTERN, "invalid group reference " + name);
    }
  }

  /** A text that counts how often it is looked at: a search that runs wild is given up. */
  private record Watched(String text, Budget budget) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.step();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
