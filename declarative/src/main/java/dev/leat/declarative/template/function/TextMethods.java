package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The methods of text. */
final class TextMethods {

  static final Set<String> NAMES =
      Set.of(
          "capitalize",
          "casefold",
          "center",
          "count",
          "encode",
          "endswith",
          "expandtabs",
          "find",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "maketrans",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "swapcase",
          "title",
          "translate",
          "upper",
          "zfill");

  private TextMethods() {}

  static Object call(Object owner, String name, Arguments given) {
    String text = Text.of(owner);
    given.budget().steps(1 + (text.length() >> 4));
    if (name.startsWith("is")) {
      given.none();
      return TextKinds.holds(name, text);
    }
    Object result = result(owner, text, name, given);
    return owner instanceof Markup ? marked(result) : result;
  }

  private static Object result(Object owner, String text, String name, Arguments given) {
    return switch (name) {
      case "upper" -> cased(text.toUpperCase(Locale.ROOT), given);
      case "lower" -> cased(text.toLowerCase(Locale.ROOT), given);
      case "casefold" -> cased(TextKinds.casefold(text), given);
      case "title" -> cased(TextKinds.title(text), given);
      case "capitalize" -> cased(TextKinds.capitalize(text), given);
      case "swapcase" -> cased(TextKinds.swapcase(text), given);
      case "strip" -> stripped(text, given, true, true);
      case "lstrip" -> stripped(text, given, true, false);
      case "rstrip" -> stripped(text, given, false, true);
      case "split", "rsplit" -> Splitting.split(text, name.equals("rsplit"), given);
      case "splitlines" -> Splitting.lines(text, keep(given.bind(0, "keepends")[0]));
      case "partition", "rpartition" -> partition(text, name.equals("rpartition"), given);
      case "replace" -> replace(text, given);
      case "startswith", "endswith" -> affix(text, name.equals("startswith"), given);
      case "removeprefix" -> {
        String prefix = required(given.bind(1, "prefix")[0]);
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = required(given.bind(1, "suffix")[0]);
        yield !suffix.isEmpty() && text.endsWith(suffix)
            ? text.substring(0, text.length() - suffix.length())
            : text;
      }
      case "join" -> join(owner, text, given);
      case "format" -> BraceFormat.format(text, given);
      case "format_map" ->
          BraceFormat.format(text, given.with(List.of(), byName(given.bind(1, "mapping")[0])));
      case "encode" -> encode(text, given);
      default -> placed(text, name, given);
    };
  }

  private static Object placed(String text, String name, Arguments given) {
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

  private static Object marked(Object result) {
    if (result instanceof String text) {
      return new Markup(text);
    }
    if (result instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(TextMethods::marked).toList());
    }
    return result instanceof Tuple tuple
        ? new Tuple(tuple.items().stream().map(TextMethods::marked).toList())
        : result;
  }

  private static Object cased(String text, Arguments given) {
    given.none();
    return text;
  }

  /** The text of an argument that must be text. */
  static String required(Object given) {
    String text = Text.of(given);
    if (text == null) {
      throw ValueException.type("must be str, not " + Printer.typeOf(given));
    }
    return text;
  }

  private static boolean keep(Object given) {
    return given != Arguments.ABSENT && Truth.of(given);
  }

  private static Object stripped(String text, Arguments given, boolean left, boolean right) {
    Object chars = given.bind(0, "chars")[0];
    return strip(text, chars == Arguments.ABSENT ? null : chars, left, right);
  }

  /** Takes characters off both ends, or one; white space if {@code chars} is null. */
  static String strip(String text, Object chars, boolean left, boolean right) {
    String set = chars == null ? null : required(chars);
    int from = 0;
    int to = text.length();
    while (left && from < to && strips(text.codePointAt(from), set)) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && strips(text.codePointBefore(to), set)) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static boolean strips(int c, String set) {
    return set == null ? Text.isSpace(c) : set.indexOf(c) >= 0;
  }

  private static Object partition(String text, boolean last, Arguments given) {
    String separator = required(given.bind(1, "sep")[0]);
    if (separator.isEmpty()) {
      throw ValueException.value("empty separator");
    }
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object replace(String text, Arguments given) {
    Object[] bound = given.bind(2, "old", "new", "count");
    int count = bound[2] == Arguments.ABSENT ? -1 : Numbers.position(bound[2]);
    return replaced(text, required(bound[0]), required(bound[1]), count, given);
  }

  /** Replaces the first {@code count} places, all of them if it is negative. */
  static String replaced(String text, String old, String by, int count, Arguments given) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int done = 0;
    while (count < 0 || done < count) {
      int found = old.isEmpty() ? nextGap(text, at, done) : text.indexOf(old, at);
      if (found < 0) {
        break;
      }
      out.append(text, at, found).append(by);
      given.budget().size(out.length());
      given.budget().step();
      at = found + old.length();
      done++;
    }
    return out.append(text.substring(Math.min(at, text.length()))).toString();
  }

  private static int nextGap(String text, int at, int done) {
    if (done == 0) {
      return 0;
    }
    return at >= text.length() ? -1 : text.offsetByCodePoints(at, 1);
  }

  private static Object affix(String text, boolean start, Arguments given) {
    Object[] bound = given.bind(1, "affix", "start", "end");
    int[] part = edges(text, bound[1], bound[2]);
    List<Object> options =
        bound[0] instanceof Tuple tuple
            ? tuple.items()
            : java.util.Collections.singletonList(bound[0]);
    for (Object each : options) {
      String affix = required(each);
      if (part[0] <= part[1]) {
        String within = text.substring(part[0], part[1]);
        if (start ? within.startsWith(affix) : within.endsWith(affix)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Object join(Object owner, String between, Arguments given) {
    Iterator<?> items = Iteration.of(given.bind(1, "iterable")[0]);
    StringBuilder out = new StringBuilder();
    boolean first = true;
    while (items.hasNext()) {
      Object each = items.next();
      if (each instanceof Undefined) {
        throw ValueException.type("sequence item: expected str instance, Undefined found");
      }
      String text = owner instanceof Markup ? Markup.escape(each).text() : required(each);
      out.append(first ? "" : between).append(text);
      given.budget().size(out.length());
      given.budget().step();
      first = false;
    }
    return out.toString();
  }

  private static Map<String, Object> byName(Object mapping) {
    if (!(mapping instanceof Map<?, ?> map)) {
      throw ValueException.type("format_map() argument must be a mapping");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put(Printer.print(key), value));
    return named;
  }

  private static Object encode(String text, Arguments given) {
    Object[] bound = given.bind(0, "encoding", "errors");
    String encoding = bound[0] == Arguments.ABSENT ? "utf-8" : required(bound[0]);
    String errors = bound[1] == Arguments.ABSENT ? "strict" : required(bound[1]);
    Bytes encoded = Encodings.encode(text, encoding, errors);
    return encoded;
  }

  private static Object find(String text, String name, Arguments given) {
    Object[] bound = given.bind(1, "sub", "start", "end");
    String wanted = required(bound[0]);
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
    String wanted = required(bound[0]);
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
  private static int[] edges(String text, Object from, Object to) {
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
    String fill = bound[1] == Arguments.ABSENT ? " " : required(bound[1]);
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
    int[] from = required(bound[0]).codePoints().toArray();
    int[] to = required(bound[1]).codePoints().toArray();
    if (from.length != to.length) {
      throw ValueException.value("the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.length; i++) {
      table.put((long) from[i], (long) to[i]);
    }
    if (bound[2] != Arguments.ABSENT) {
      required(bound[2]).codePoints().forEach(c -> table.put((long) c, null));
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
        out.append(required(by));
      }
      given.budget().size(out.length());
    }
    return out.toString();
  }
}
