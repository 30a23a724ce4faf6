package dev.leat.declarative.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a text that is a Python literal, as {@code ast.literal_eval} does: numbers, text in quotes,
 * bytes, True, False, None, {@code ...}, lists, tuples, dicts and sets of these.
 */
public final class Literals {

  /** The answer for a text that is not a literal. */
  public static final Object NONE = TemplateObject.UNKNOWN;

  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;
  private int depth;

  private Literals(String text) {
    this.text = text;
  }

  /**
   * Reads a literal.
   *
   * @return its value, or {@link #NONE} if the text is anything else
   */
  public static Object read(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    if (start == text.length() || !mayBegin(text.charAt(start))) {
      return NONE;
    }
    try {
      return new Literals(text.substring(start).replace("\r\n", "\n").replace('\r', '\n')).all();
    } catch (NotALiteralException | ValueException e) {
      return NONE;
    }
  }

  private static boolean mayBegin(char c) {
    return c < 128 && "'\"([{+-.0123456789TFNbBrRuUs#\\\n\r\f".indexOf(c) >= 0;
  }

  private Object all() {
    if (text.indexOf('\0') >= 0 || !wellFormed()) {
      throw new NotALiteralException();
    }
    skipLines();
    Object value = commaSeparated();
    inline();
    skipLines();
    if (at < text.length()) {
      throw new NotALiteralException();
    }
    return value instanceof Complex ? NONE : value;
  }

  private boolean wellFormed() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Blank lines and comments; a line that holds more must not be indented. */
  private void skipLines() {
    while (at < text.length()) {
      int line = at;
      inline();
      if (peek() == '\n') {
        at++;
      } else if (at == text.length()) {
        return;
      } else {
        for (int i = line; line > 0 && i < at; i++) {
          if (text.charAt(i) != '\f') {
            throw new NotALiteralException();
          }
        }
        return;
      }
    }
  }

  /** Spaces, comments and joined lines; within brackets line breaks too. */
  private void inline() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\f' || (c == '\n' && depth > 0)) {
        at++;
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
        if (at == text.length()) {
          throw new NotALiteralException();
        }
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        return;
      }
    }
  }

  private Object commaSeparated() {
    Object first = value();
    inline();
    if (peek() != ',') {
      return first;
    }
    List<Object> items = new ArrayList<>();
    items.add(first);
    while (peek() == ',') {
      at++;
      inline();
      if (at == text.length() || peek() == '\n' || peek() == ')') {
        break;
      }
      items.add(value());
      inline();
    }
    return new Tuple(items);
  }

  private Object value() {
    inline();
    Object left = signed();
    inline();
    char sign = peek();
    if (sign != '+' && sign != '-') {
      return left;
    }
    at++;
    inline();
    Object right = atom();
    if (!(left instanceof Long || left instanceof BigInteger || left instanceof Double)
        || !(right instanceof Complex imaginary)) {
      throw new NotALiteralException();
    }
    inline();
    if (peek() == '+' || peek() == '-') {
      throw new NotALiteralException();
    }
    return imaginary.under(Numbers.real(left), sign == '-');
  }

  private Object signed() {
    char sign = peek();
    if (sign != '+' && sign != '-') {
      return atom();
    }
    at++;
    inline();
    Object number = atom();
    if (number instanceof Complex complex) {
      return sign == '-' ? complex.negated() : complex;
    }
    if (number instanceof Boolean || !Numbers.isNumber(number)) {
      throw new NotALiteralException();
    }
    return sign == '-' ? Operators.negate(number) : number;
  }

  private Object atom() {
    char c = peek();
    switch (c) {
      case '(' -> {
        return parenthesized();
      }
      case '[' -> {
        return list();
      }
      case '{' -> {
        return braces();
      }
      default -> {}
    }
    if (text.startsWith("...", at)) {
      at += 3;
      return Ellipsis.INSTANCE;
    }
    if ((c >= '0' && c <= '9') || c == '.') {
      LiteralNumber number = LiteralNumber.at(text, at);
      at = number.end();
      return number.value();
    }
    return Character.isLetter(c) || c == '\'' || c == '"' ? wordOrText() : fail();
  }

  private Object wordOrText() {
    if (LiteralText.beginsAt(text, at)) {
      LiteralText joined = LiteralText.at(text, at);
      at = joined.end();
      inline();
      while (LiteralText.beginsAt(text, at)) {
        joined = joined.and(LiteralText.at(text, at));
        at = joined.end();
        inline();
      }
      return joined.value();
    }
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    at = end;
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> null;
      case "set" -> {
        inline();
        expect('(');
        depth++;
        inline();
        depth--;
        expect(')');
        yield new LinkedHashSet<>();
      }
      default -> fail();
    };
  }

  private Object parenthesized() {
    open();
    Object value;
    if (peek() == ')') {
      value = Tuple.of();
    } else {
      value = commaSeparated();
    }
    close(')');
    return value;
  }

  private Object list() {
    open();
    List<Object> items = new ArrayList<>();
    while (peek() != ']') {
      items.add(value());
      inline();
      if (peek() != ',') {
        break;
      }
      at++;
      inline();
    }
    close(']');
    return items;
  }

  private Object braces() {
    open();
    if (peek() == '}') {
      close('}');
      return new LinkedHashMap<>();
    }
    Object first = value();
    inline();
    Object all = peek() == ':' ? dict(first) : set(first);
    close('}');
    return all;
  }

  private Map<Object, Object> dict(Object firstKey) {
    Map<Object, Object> map = new LinkedHashMap<>();
    Object key = firstKey;
    while (true) {
      expect(':');
      Dicts.put(map, key, value());
      inline();
      if (peek() != ',') {
        return map;
      }
      at++;
      inline();
      if (peek() == '}') {
        return map;
      }
      key = value();
      inline();
    }
  }

  private Set<Object> set(Object first) {
    Set<Object> items = new LinkedHashSet<>();
    Dicts.add(items, first);
    while (peek() == ',') {
      at++;
      inline();
      if (peek() == '}') {
        break;
      }
      Dicts.add(items, value());
      inline();
    }
    return items;
  }

  private void open() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw new NotALiteralException();
    }
    inline();
  }

  private void close(char bracket) {
    inline();
    expect(bracket);
    depth--;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new NotALiteralException();
    }
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static Object fail() {
    throw new NotALiteralException();
  }

  /** The text is something else. */
  static final class NotALiteralException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotALiteralException() {
      super("not a literal", null, false, false);
    }
  }

  /** The value of {@code ...}. */
  static final class Ellipsis extends TemplateObject {
    static final Ellipsis INSTANCE = new Ellipsis();

    private Ellipsis() {}

    @Override
    public String typeName() {
      return "ellipsis";
    }

    @Override
    public String repr() {
      return "Ellipsis";
    }
  }
}
