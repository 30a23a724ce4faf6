package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.DictView;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Slices;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jinja's filters of text. */
final class TextFilters {

  private static final Pattern WORD =
      Pattern.compile("[\\w\\p{No}\\p{Nl}]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD_BEGIN = Pattern.compile("[-\\s(\\{\\[<]+");

  private TextFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    Filter.add(filters, "upper", 1, "s", (b, g) -> Filter.soft(b[0]).toUpperCase(Locale.ROOT));
    Filter.add(filters, "lower", 1, "s", (b, g) -> Filter.soft(b[0]).toLowerCase(Locale.ROOT));
    Filter.add(filters, "capitalize", 1, "s", (b, g) -> TextKinds.capitalize(Filter.soft(b[0])));
    Filter.add(filters, "title", 1, "s", (b, g) -> title(Filter.soft(b[0])));
    Filter.add(filters, "center", 1, "value width", TextFilters::center);
    Filter.add(
        filters,
        "trim",
        1,
        "value chars",
        (b, g) -> TextMethods.strip(Filter.soft(b[0]), Filter.or(b[1], null), true, true));
    Filter.add(filters, "replace", 3, "s old new count", TextFilters::replace);
    Filter.add(filters, "truncate", 1, "s length killwords end leeway", TextFilters::truncate);
    Filter.add(filters, "indent", 1, "s width first blank", TextFilters::indent);
    Filter.add(
        filters, "wordcount", 1, "s", (b, g) -> WORD.matcher(Filter.soft(b[0])).results().count());
    Filter.add(
        filters,
        "wordwrap",
        1,
        "s width break_long_words wrapstring break_on_hyphens",
        (b, g) -> WordWrap.wrapped(b, g));
    Filter.add(filters, "urlencode", 1, "value", TextFilters::urlEncode);
    Filter.add(filters, "pprint", 1, "value", (b, g) -> PrettyPrinter.print(b[0], g.budget()));
    Filter.add(filters, "tojson", 1, "value indent", TextFilters::json);
    filters.put("format", Callable.function("format", TextFilters::format));
    return filters;
  }

  private static Object title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher begin = WORD_BEGIN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      int end = begin.find(at) ? begin.start() : text.length();
      if (end > at) {
        int first = text.offsetByCodePoints(at, 1);
        out.append(text.substring(at, first).toUpperCase(Locale.ROOT));
        out.append(text.substring(first, end).toLowerCase(Locale.ROOT));
      }
      if (end == text.length()) {
        break;
      }
      out.append(begin.group());
      at = begin.end();
    }
    return out.toString();
  }

  private static Object center(Object[] bound, Arguments given) {
    List<Object> width = new ArrayList<>();
    width.add(bound[1] == Arguments.ABSENT ? 80L : bound[1]);
    return TextMethods.call(Filter.soft(bound[0]), "center", given.with(width, Map.of()));
  }

  private static Object replace(Object[] bound, Arguments given) {
    int count = bound[3] == Arguments.ABSENT || bound[3] == null ? -1 : Numbers.position(bound[3]);
    return TextMethods.replaced(
        Printer.print(bound[0]), Printer.print(bound[1]), Printer.print(bound[2]), count, given);
  }

  private static Object truncate(Object[] bound, Arguments given) {
    int length = Filter.number(bound[1], 255);
    String end = bound[3] == Arguments.ABSENT ? "..." : TextMethods.required(bound[3]);
    int leeway = bound[4] == Arguments.ABSENT || bound[4] == null ? 5 : Numbers.position(bound[4]);
    if (length < Text.length(end) || leeway < 0) {
      throw new ValueException(
          ErrorKind.ARGUMENT, "expected length >= " + Text.length(end) + ", got " + length);
    }
    Integer size = Iteration.length(bound[0]);
    if (size == null) {
      throw ValueException.type("object of type '" + Printer.typeOf(bound[0]) + "' has no len()");
    }
    if (size <= (long) length + leeway) {
      return bound[0];
    }
    Object part =
        Slices.part(
            bound[0],
            new Slices.Slice(null, (long) length - Text.length(end), null),
            given.budget());
    if (part == TemplateObject.UNKNOWN) {
      throw ValueException.type("'" + Printer.typeOf(bound[0]) + "' object is not subscriptable");
    }
    if (Filter.flag(bound[2], false)) {
      return Operators.add(part, end, given.budget());
    }
    String text = Text.of(part);
    if (text == null) {
      throw new ValueException(
          ErrorKind.ATTRIBUTE, "'" + Printer.typeOf(part) + "' object has no attribute 'rsplit'");
    }
    int space = text.lastIndexOf(' ');
    return (space < 0 ? text : text.substring(0, space)) + end;
  }

  private static Object indent(Object[] bound, Arguments given) {
    String width = Text.of(bound[1]);
    String indention =
        width != null
            ? width
            : " ".repeat(Math.max(0, Math.min(100_000, Filter.number(bound[1], 4))));
    if (bound[0] instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (bound[0] instanceof List) {
      throw new ValueException(ErrorKind.ATTRIBUTE, "'list' object has no attribute 'splitlines'");
    }
    String text = TextMethods.required(bound[0]) + "\n";
    boolean blank = Filter.flag(bound[3], false);
    StringBuilder out = new StringBuilder();
    List<Object> lines = Splitting.lines(text, false);
    for (int i = 0; i < lines.size(); i++) {
      String line = (String) lines.get(i);
      boolean indents = i == 0 ? Filter.flag(bound[2], false) : blank || !line.isEmpty();
      out.append(i == 0 ? "" : "\n").append(indents ? indention : "").append(line);
      given.budget().size(out.length());
    }
    return bound[0] instanceof Markup ? new Markup(out.toString()) : out.toString();
  }

  private static Object urlEncode(Object[] bound, Arguments given) {
    Object value = bound[0];
    if (Text.of(value) != null || !Iteration.possible(value)) {
      return UrlText.quote(value, false);
    }
    Iterator<?> items =
        value instanceof Map<?, ?> map
            ? new DictView(map, DictView.Part.ITEMS).iterator()
            : Iteration.of(value);
    StringBuilder out = new StringBuilder();
    while (items.hasNext()) {
      List<Object> pair = Iteration.list(items.next(), given.budget());
      if (pair.size() != 2) {
        throw ValueException.value(
            (pair.size() > 2 ? "too many" : "not enough") + " values to unpack (expected 2)");
      }
      out.append(out.length() == 0 ? "" : "&")
          .append(UrlText.quote(pair.get(0), true))
          .append('=')
          .append(UrlText.quote(pair.get(1), true));
      given.budget().size(out.length());
    }
    return out.toString();
  }

  private static Object json(Object[] bound, Arguments given) {
    if (bound[0] instanceof AttributedMap) {
      throw ValueException.type(
          "Object of type " + Printer.typeOf(bound[0]) + " is not JSON serializable");
    }
    Object indent = bound[1] == Arguments.ABSENT ? null : bound[1];
    return JsonText.safe(bound[0], indent == null ? -1 : Numbers.position(indent), given.budget());
  }

  private static Object format(Arguments given) {
    if (given.positional().isEmpty()) {
      throw ValueException.type("misses argument 'value'");
    }
    List<Object> rest = given.positional().subList(1, given.positional().size());
    if (!rest.isEmpty() && !given.named().isEmpty()) {
      throw Filter.argument("can't handle positional and keyword arguments at the same time");
    }
    Object values = given.named().isEmpty() ? new Tuple(rest) : given.named();
    return PercentFormat.format(Filter.soft(given.positional().get(0)), values, given.budget());
  }
}
