package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.ValueException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The methods of text that look for a place in it, fill it up to a width, or exchange letters. */
final class TextPlaces {

  private TextPlaces() {}

  static Object call(String text, String name, Arguments given) {
    return switch (name) {
      case "find", "index", "rfind", "rindex" -> find(text, name, given);
      case "count" -> count(text, given);
      case "center", "ljust", "rjust" -> justified(text, name, given);
      case "zfill" -> zeros(text, given);
      case "expandtabs" -> tabs(text, given);
      case "maketrans" -> table(given);
      default -> translated(text, given);
    };
  }

  private static Object find(String text, String name, Arguments given) {
    Object[] bound = given.bind(1, "sub", "start", "end");
    String wanted = TextMethods.required(bound[0]);
    int[] part = edges(text, bound[1], bound[2]);
    int found = -1;
    if (part[0] <= part[1]) {
      String within = text.substring(part[0], part[1]);
      found = name.startsWith("r") ? within.lastIndexOf(wanted) : within.indexOf(wanted);
    }
    if (found < 0) {
      if (name.endsWith("index")) {
        throw ValueException.value("substring not found");
      }
      return -1L;
    }
    return (long) Text.position(text, part[0] + found);
  }

  private static Object count(String text, Arguments given) {
    Object[] bound = given.bind(1, "sub", "start", "end");
    String wanted = TextMethods.required(bound[0]);
    int[] part = edges(text, bound[1], bound[2]);
    if (part[0] > part[1]) {
      return 0L;
    }
    String within = text.substring(part[0], part[1]);
    if (wanted.isEmpty()) {
      return Text.length(within) + 1L;
    }
    long count = 0;
    for (int at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at)) {
      count++;
      at += wanted.length();
    }
    return count;
  }

  /** A part of the text as UTF-16 positions; the first may lie behind the second. */
  static int[] edges(String text, Object from, Object to) {
    int length = Text.length(text);
    int start = edge(from, 0, length);
    int end = Math.min(length, edge(to, length, length));
    if (start > end) {
      return new int[] {1, 0};
    }
    return new int[] {text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end)};
  }

  private static int edge(Object given, int otherwise, int length) {
    if (given == Arguments.ABSENT || given == null) {
      return otherwise;
    }
    int index = Numbers.position(given);
    return Math.max(0, index < 0 ? index + length : index);
  }

  private static Object justified(String text, String name, Arguments given) {
    Object[] bound = given.bind(1, "width", "fillchar");
    String fill = bound[1] == Arguments.ABSENT ? " " : TextMethods.required(bound[1]);
    if (Text.length(fill) != 1) {
      throw ValueException.type("The fill character must be exactly one character long");
    }
    int width = Numbers.position(bound[0]);
    given.budget().size(width);
    int missing = width - Text.length(text);
    if (missing <= 0) {
      return text;
    }
    return switch (name) {
      case "ljust" -> text + fill.repeat(missing);
      case "rjust" -> fill.repeat(missing) + text;
      default -> {
        int left = missing / 2 + (missing & width & 1);
        yield fill.repeat(left) + text + fill.repeat(missing - left);
      }
    };
  }

  private static Object zeros(String text, Arguments given) {
    int width = Numbers.position(given.bind(1, "width")[0]);
    given.budget().size(width);
    int missing = width - Text.length(text);
    if (missing <= 0) {
      return text;
    }
    boolean signed = text.startsWith("+") || text.startsWith("-");
    return signed
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }

  private static Object tabs(String text, Arguments given) {
    Object size = given.bind(0, "tabsize")[0];
    int width = size == Arguments.ABSENT ? 8 : Numbers.position(size);
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int c : text.codePoints().toArray()) {
      if (c == '\t') {
        int spaces = width <= 0 ? 0 : width - column % width;
        given.budget().size((long) out.length() + spaces);
        out.append(" ".repeat(spaces));
        column += spaces;
      } else {
        out.appendCodePoint(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return out.toString();
  }

  private static Object table(Arguments given) {
    Object[] bound = given.bind(1, "x", "y", "z");
    Map<Object, Object> table = new LinkedHashMap<>();
    if (bound[1] == Arguments.ABSENT) {
      if (!(bound[0] instanceof Map<?, ?> map)) {
        throw ValueException.type("if you give only one argument to maketrans it must be a dict");
      }
      map.forEach(
          (key, value) -> {
            String text = Text.of(key);
            table.put(text == null ? key : (Object) (long) text.codePointAt(0), value);
          });
      return table;
    }
    int[] from = TextMethods.required(bound[0]).codePoints().toArray();
    int[] to = TextMethods.required(bound[1]).codePoints().toArray();
    if (from.length != to.length) {
      throw ValueException.value("the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.length; i++) {
      table.put((long) from[i], (long) to[i]);
    }
    if (bound[2] != Arguments.ABSENT) {
      TextMethods.required(bound[2]).codePoints().forEach(c -> table.put((long) c, null));
    }
    return table;
  }

  private static Object translated(String text, Arguments given) {
    Object table = given.bind(1, "table")[0];
    StringBuilder out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      Object by =
          table instanceof Map<?, ?> map ? Dicts.get(map, (long) c) : TemplateObject.UNKNOWN;
      if (by == TemplateObject.UNKNOWN) {
        out.appendCodePoint(c);
      } else if (by instanceof Long point) {
        out.appendCodePoint(point.intValue());
      } else if (by != null) {
        out.append(TextMethods.required(by));
      }
      given.budget().size(out.length());
    }
    return out.toString();
  }
}
