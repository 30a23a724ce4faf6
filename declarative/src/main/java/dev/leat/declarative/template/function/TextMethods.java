package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Collections;
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
      default -> TextPlaces.call(text, name, given);
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
    int[] part = TextPlaces.edges(text, bound[1], bound[2]);
    List<Object> options =
        bound[0] instanceof Tuple tuple ? tuple.items() : Collections.singletonList(bound[0]);
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
}
