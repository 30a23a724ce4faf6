package dev.leat.declarative.template.syntax;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Escapes;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into tokens. */
final class Lexer {

  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(?:-%\\}\\s*|%\\})");
  private static final Pattern END_RAW =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|%\\})");
  private static final Pattern COMMENT_END = Pattern.compile("\\+#\\}|-#\\}\\s*|#\\}");
  private static final Pattern VARIABLE_END = Pattern.compile("-\\}\\}\\s*|\\}\\}");
  private static final Pattern BLOCK_END = Pattern.compile("\\+%\\}|-%\\}\\s*|%\\}");
  private static final Pattern FLOAT =
      Pattern.compile("(?<!\\.)N(?:(?:\\.N)?[eE][+\\-]?N|\\.N)".replace("N", "\\d++(?:_\\d++)*+"));
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+"
              + "|[1-9]\\d*+(?:_\\d++)*+|0++(?:_0++)*+");
  private static final Pattern STRING =
      Pattern.compile("'(?:[^'\\\\]++|\\\\.)*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int counted;
  private int line = 1;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String text) {
    String source = text.replace("\r\n", "\n").replace('\r', '\n');
    if (source.endsWith("\n")) {
      source = source.substring(0, source.length() - 1);
    }
    Lexer lexer = new Lexer(source);
    lexer.all();
    return lexer.tokens;
  }

  private void all() {
    while (at < source.length()) {
      int begin = nextBegin();
      String data = source.substring(at, begin);
      boolean strips = begin + 2 < source.length() && source.charAt(begin + 2) == '-';
      Tag tag = tag(at);
      if (strips) {
        data = stripEnd(data);
      }
      if (!data.isEmpty()) {
        tokens.add(new Token(Token.Type.DATA, data, tag));
      }
      at = begin;
      if (begin < source.length()) {
        special();
      }
    }
    Tag last = tokens.isEmpty() ? tag(at) : tokens.get(tokens.size() - 1).tag();
    tokens.add(new Token(Token.Type.END, "", last));
  }

  private int nextBegin() {
    for (int i = at; i + 1 < source.length(); i++) {
      if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  private void special() {
    Matcher raw = RAW.matcher(source).region(at, source.length());
    if (raw.lookingAt()) {
      raw(raw.end());
      return;
    }
    char kind = source.charAt(at + 1);
    int start = at;
    at += 2;
    if (at < source.length() && "-+".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (kind == '#') {
      Matcher end = COMMENT_END.matcher(source);
      if (at == source.length()) {
        return;
      }
      if (!end.find(at)) {
        throw error("a comment does not end", tag(start));
      }
      at = end.end();
      return;
    }
    boolean variable = kind == '{';
    Tag tag = tag(start);
    tokens.add(
        new Token(variable ? Token.Type.VARIABLE_BEGIN : Token.Type.BLOCK_BEGIN, "{" + kind, tag));
    inside(variable, tag);
  }

  private void raw(int from) {
    Matcher end = END_RAW.matcher(source);
    if (from == source.length()) {
      at = from;
      return;
    }
    if (!end.find(from)) {
      throw error("a raw block does not end", tag(at));
    }
    String data = source.substring(from, end.start());
    if (end.group(1).equals("-")) {
      data = stripEnd(data);
    }
    if (!data.isEmpty()) {
      tokens.add(new Token(Token.Type.DATA, data, tag(at)));
    }
    at = end.end();
  }

  private void inside(boolean variable, Tag tag) {
    Pattern end = variable ? VARIABLE_END : BLOCK_END;
    Deque<Character> open = new ArrayDeque<>();
    while (at < source.length()) {
      Matcher close = end.matcher(source).region(at, source.length());
      if (open.isEmpty() && close.lookingAt()) {
        tokens.add(
            new Token(
                variable ? Token.Type.VARIABLE_END : Token.Type.BLOCK_END, close.group(), tag));
        at = close.end();
        return;
      }
      if (Text.isSpace(source.charAt(at))) {
        at++;
      } else {
        token(tag, open);
      }
    }
  }

  private void token(Tag tag, Deque<Character> open) {
    String found = found(FLOAT);
    if (found != null) {
      tokens.add(new Token(Token.Type.FLOAT, Double.valueOf(found.replace("_", "")), tag));
      return;
    }
    found = found(INTEGER);
    if (found != null) {
      Object number = Numbers.parseWhole(found, 0);
      if (number == null) {
        throw error("the number has too many digits", tag);
      }
      tokens.add(new Token(Token.Type.INTEGER, number, tag));
      return;
    }
    found = found(NAME);
    if (found != null) {
      if (!isIdentifier(found)) {
        throw error("Invalid character in identifier " + found, tag);
      }
      tokens.add(new Token(Token.Type.NAME, found, tag));
      return;
    }
    found = found(STRING);
    if (found != null) {
      tokens.add(new Token(Token.Type.STRING, unescaped(found, tag), tag));
      return;
    }
    operator(tag, open);
  }

  private void operator(Tag tag, Deque<Character> open) {
    for (String sign : OPERATORS) {
      if (source.startsWith(sign, at)) {
        balance(sign, tag, open);
        tokens.add(new Token(Token.Type.OPERATOR, sign, tag));
        at += sign.length();
        return;
      }
    }
    throw error("unexpected char '" + Character.toString(source.codePointAt(at)) + "'", tag);
  }

  private static void balance(String sign, Tag tag, Deque<Character> open) {
    switch (sign) {
      case "(" -> open.push(')');
      case "[" -> open.push(']');
      case "{" -> open.push('}');
      case ")", "]", "}" -> {
        if (open.isEmpty()) {
          throw error("unexpected '" + sign + "'", tag);
        }
        char expected = open.pop();
        if (expected != sign.charAt(0)) {
          throw error("unexpected '" + sign + "', expected '" + expected + "'", tag);
        }
      }
      default -> {}
    }
  }

  private String found(Pattern pattern) {
    Matcher matcher = pattern.matcher(source).useTransparentBounds(true);
    if (!matcher.region(at, source.length()).lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  private static boolean isIdentifier(String name) {
    return name.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c))
        && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)));
  }

  /** A character outside ASCII counts as its own escape, as in the original. */
  private static String unescaped(String quoted, Tag tag) {
    String body = quoted.substring(1, quoted.length() - 1);
    if (body.indexOf('\\') < 0) {
      return body;
    }
    StringBuilder ascii = new StringBuilder();
    body.codePoints()
        .forEach(
            c -> {
              if (c < 128) {
                ascii.append((char) c);
              } else if (c <= 0xff) {
                ascii.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else if (c <= 0xffff) {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                ascii.append(String.format(Locale.ROOT, "\\U%08x", c));
              }
            });
    return Escapes.read(ascii.toString(), false)
        .orElseThrow(() -> error("a backslash in " + quoted + " is not an escape", tag));
  }

  private static String stripEnd(String data) {
    int end = data.length();
    while (end > 0 && Text.isSpace(data.charAt(end - 1))) {
      end--;
    }
    return data.substring(0, end);
  }

  /** The tag that begins at a position: up to its closing braces, cut if it is long. */
  private Tag tag(int from) {
    for (; counted < from; counted++) {
      if (source.charAt(counted) == '\n') {
        line++;
      }
    }
    int end = source.length();
    if (from + 1 < source.length() && source.charAt(from) == '{') {
      String close = source.charAt(from + 1) == '{' ? "}}" : source.charAt(from + 1) + "}";
      int closing = source.indexOf(close, from + 2);
      end = closing < 0 ? end : closing + 2;
    }
    String text = source.substring(from, end);
    return new Tag(line, text.length() <= 200 ? text : text.substring(0, 197) + "...");
  }

  private static PlacedException error(String message, Tag tag) {
    return new PlacedException(ErrorKind.SYNTAX, message, tag);
  }
}
