package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.FloatText;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A value as JSON, as Python's {@code json.dumps} writes it: ASCII, a space after each sign. */
final class JsonText {

  private static final int MAX_DEPTH = 200;

  private final boolean sorted;
  private final int indent;
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  private JsonText(boolean sorted, int indent, Budget budget) {
    this.sorted = sorted;
    this.indent = indent;
    this.budget = budget;
  }

  static String of(Object value, Budget budget) {
    JsonText text = new JsonText(false, -1, budget);
    text.write(value, 0);
    return text.out.toString();
  }

  /** Safe within HTML: keys in order, and what HTML reads written as escapes. */
  static Markup safe(Object value, int indent, Budget budget) {
    JsonText text = new JsonText(true, indent, budget);
    text.write(value, 0);
    return new Markup(
        text.out
            .toString()
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027"));
  }

  private void write(Object value, int depth) {
    budget.size(out.length());
    budget.step();
    if (depth > MAX_DEPTH) {
      throw new ValueException(
          ErrorKind.LIMIT, "holds values more than " + MAX_DEPTH + " levels deep");
    }
    String text = Text.of(value);
    if (text != null) {
      quote(text);
    } else if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Double number) {
      out.append(real(number));
    } else if (value instanceof Number) {
      out.append(Printer.repr(value));
    } else if (value instanceof Map<?, ?> map) {
      entries(map, depth);
    } else if (value instanceof List<?> list) {
      items(list, depth);
    } else if (value instanceof Tuple tuple) {
      items(tuple.items(), depth);
    } else {
      throw ValueException.type(
          "Object of type " + Printer.typeOf(value) + " is not JSON serializable");
    }
  }

  private static String real(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    return FloatText.of(number);
  }

  private void items(List<?> items, int depth) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    String between = "";
    for (Object each : items) {
      out.append(between);
      line(depth + 1);
      write(each, depth + 1);
      between = indent < 0 ? ", " : ",";
    }
    line(depth);
    out.append(']');
  }

  private void entries(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    String between = "";
    for (Map.Entry<?, ?> each : ordered(map)) {
      out.append(between);
      line(depth + 1);
      quote(key(each.getKey()));
      out.append(": ");
      write(each.getValue(), depth + 1);
      between = indent < 0 ? ", " : ",";
    }
    line(depth);
    out.append('}');
  }

  private List<Map.Entry<?, ?>> ordered(Map<?, ?> map) {
    List<Map.Entry<?, ?>> all = new ArrayList<>(map.entrySet());
    if (!sorted) {
      return all;
    }
    List<Map.Entry<?, ?>> inOrder = new ArrayList<>();
    for (Object each :
        Sorting.sorted(new ArrayList<>(all), entry -> ((Map.Entry<?, ?>) entry).getKey(), false)) {
      inOrder.add((Map.Entry<?, ?>) each);
    }
    return inOrder;
  }

  private static String key(Object key) {
    String text = Text.of(key);
    if (text != null) {
      return text;
    }
    if (key == null) {
      return "null";
    }
    if (key instanceof Boolean truth) {
      return truth ? "true" : "false";
    }
    if (key instanceof Double number) {
      return real(number);
    }
    if (key instanceof Number) {
      return Printer.repr(key);
    }
    throw ValueException.type(
        "keys must be str, int, float, bool or None, not " + Printer.typeOf(key));
  }

  private void line(int depth) {
    if (indent >= 0) {
      out.append('\n').append(" ".repeat(Math.min(indent, 1000) * depth));
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
