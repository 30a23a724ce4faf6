package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.ValueException;

/** {@code '{} {name!r:>10}'.format(...)}. */
final class BraceFormat {

  private final Arguments given;
  private int automatic;

  private BraceFormat(Arguments given) {
    this.given = given;
  }

  static String format(String text, Arguments given) {
    return new BraceFormat(given).filled(text, 2);
  }

  private String filled(String text, int depth) {
    if (depth == 0) {
      throw ValueException.value("Max string recursion exceeded");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '{' && c != '}') {
        out.append(c);
        continue;
      }
      if (at < text.length() && text.charAt(at) == c) {
        out.append(c);
        at++;
        continue;
      }
      if (c == '}') {
        throw ValueException.value("Single '}' encountered in format string");
      }
      int end = end(text, at);
      out.append(field(text.substring(at, end), depth));
      given.budget().size(out.length());
      given.budget().step();
      at = end + 1;
    }
    return out.toString();
  }

  private static int end(String text, int from) {
    int depth = 1;
    boolean bracket = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (bracket) {
        bracket = c != ']';
      } else if (c == '[' && depth == 1) {
        bracket = true;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
    }
    throw ValueException.value(
        from == text.length()
            ? "Single '{' encountered in format string"
            : "expected '}' before end of string");
  }

  private String field(String field, int depth) {
    int nameEnd = nameEnd(field);
    String name = field.substring(0, nameEnd);
    String rest = field.substring(nameEnd);
    char conversion = 0;
    if (rest.startsWith("!")) {
      if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
        throw ValueException.value("expected ':' after conversion specifier");
      }
      conversion = rest.charAt(1);
      rest = rest.substring(2);
    }
    Object value = converted(value(name), conversion);
    String spec = rest.isEmpty() ? "" : filled(rest.substring(1), depth - 1);
    return FormatSpec.apply(value, spec, given.budget());
  }

  private static int nameEnd(String field) {
    boolean bracket = false;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      bracket = c == '[' || (bracket && c != ']');
      if (!bracket && (c == '!' || c == ':')) {
        return i;
      }
      if (!bracket && c == '{') {
        throw ValueException.value("unexpected '{' in field name");
      }
    }
    return field.length();
  }

  private static Object converted(Object value, char conversion) {
    return switch (conversion) {
      case 0 -> value;
      case 's' -> Printer.print(value);
      case 'r' -> Printer.repr(value);
      case 'a' -> PercentFormat.ascii(Printer.repr(value));
      default -> throw ValueException.value("Unknown conversion specifier '" + conversion + "'");
    };
  }

  private Object value(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    Object value = first(name.substring(0, end));
    while (end < name.length()) {
      boolean attribute = name.charAt(end) == '.';
      int from = end + 1;
      int to = from;
      while (to < name.length()
          && (attribute ? ".[".indexOf(name.charAt(to)) < 0 : name.charAt(to) != ']')) {
        to++;
      }
      String part = name.substring(from, to);
      if (part.isEmpty()) {
        throw ValueException.value("Empty attribute in format string");
      }
      value = member(value, part, attribute);
      end = attribute ? to : to + 1;
    }
    return value;
  }

  private Object member(Object owner, String part, boolean attribute) {
    Object key = isNumber(part) ? Numbers.parseWhole(part, 10) : part;
    return attribute
        ? given.surroundings().attribute(owner, part)
        : given.surroundings().item(owner, key);
  }

  private Object first(String name) {
    if (name.isEmpty() || isNumber(name)) {
      if (name.isEmpty() ? automatic < 0 : automatic > 0) {
        throw ValueException.value(
            "cannot switch between automatic field numbering and manual field specification");
      }
      int index;
      if (name.isEmpty()) {
        index = automatic++;
      } else {
        index = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
        automatic = -1;
      }
      if (index >= given.positional().size()) {
        throw new ValueException(
            ErrorKind.INDEX,
            "Replacement index " + index + " out of range for positional args tuple");
      }
      return given.positional().get(index);
    }
    if (!given.named().containsKey(name)) {
      throw new ValueException(ErrorKind.KEY, Printer.repr(name));
    }
    return given.named().get(name);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
