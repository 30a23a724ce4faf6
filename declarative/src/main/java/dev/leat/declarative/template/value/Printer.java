package dev.leat.declarative.template.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How values print, and what their types are called. */
public final class Printer {

  /** A whole number of more digits is not turned into text, as in Python. */
  static final int MAX_DIGITS = 4300;

  private static final int MAX_DEPTH = 200;

  private Printer() {}

  /** What printing the value gives: text as it is, None as {@code None}. */
  public static String print(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof TemplateObject object ? object.print() : repr(value);
  }

  /** The value as a literal, text in quotes. */
  public static String repr(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return value.toString();
    }
    StringBuilder out = new StringBuilder();
    write(value, out, 0);
    return out.toString();
  }

  /** The name of the value's type. */
  public static String typeOf(Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof TemplateObject object) {
      return object.typeName();
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Number) {
      return "int";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    return value instanceof Set ? "set" : value.getClass().getSimpleName();
  }

  private static void write(Object value, StringBuilder out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ValueException(
          ErrorKind.LIMIT, "holds values more than " + MAX_DEPTH + " levels deep");
    }
    if (value == null) {
      out.append("None");
    } else if (value instanceof String text) {
      quote(text, out);
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "True" : "False");
    } else if (value instanceof Double number) {
      out.append(FloatText.of(number));
    } else if (value instanceof BigInteger number) {
      out.append(whole(number));
    } else if (value instanceof Tuple tuple && !tuple.isShownByName()) {
      items(tuple.items(), '(', tuple.items().size() == 1 ? ",)" : ")", out, depth);
    } else if (value instanceof TemplateObject object) {
      out.append(object.repr());
    } else if (value instanceof List<?> list) {
      items(list, '[', "]", out, depth);
    } else if (value instanceof Map<?, ?> map) {
      entries(map, out, depth);
    } else if (value instanceof Set<?> set) {
      if (set.isEmpty()) {
        out.append("set()");
      } else {
        items(set, '{', "}", out, depth);
      }
    } else {
      out.append(value);
    }
  }

  private static String whole(BigInteger number) {
    String text = number.toString();
    if (text.length() - (number.signum() < 0 ? 1 : 0) > MAX_DIGITS) {
      throw ValueException.value(
          "Exceeds the limit (" + MAX_DIGITS + " digits) for integer string conversion");
    }
    return text;
  }

  private static void items(
      Iterable<?> items, char open, String close, StringBuilder out, int depth) {
    out.append(open);
    String between = "";
    for (Object each : items) {
      out.append(between);
      write(each, out, depth + 1);
      between = ", ";
    }
    out.append(close);
  }

  private static void entries(Map<?, ?> map, StringBuilder out, int depth) {
    out.append('{');
    String between = "";
    for (Map.Entry<?, ?> each : map.entrySet()) {
      out.append(between);
      write(each.getKey(), out, depth + 1);
      out.append(": ");
      write(each.getValue(), out, depth + 1);
      between = ", ";
    }
    out.append('}');
  }

  private static void quote(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (Text.isPrintable(c)) {
        out.appendCodePoint(c);
      } else if (c <= 0xff) {
        hex(out.append("\\x"), c, 2);
      } else if (c <= 0xffff) {
        hex(out.append("\\u"), c, 4);
      } else {
        hex(out.append("\\U"), c, 8);
      }
    }
    out.append(quote);
  }

  private static void hex(StringBuilder out, int c, int width) {
    for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit((c >> shift) & 15, 16));
    }
  }
}
