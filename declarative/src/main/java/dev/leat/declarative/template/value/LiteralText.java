package dev.leat.declarative.template.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One text, or bytes, in quotes within a literal. */
final class LiteralText {

  private final String text;
  private final boolean bytes;
  private final int end;

  private LiteralText(String text, boolean bytes, int end) {
    this.text = text;
    this.bytes = bytes;
    this.end = end;
  }

  static boolean beginsAt(String source, int at) {
    return quoteAfterPrefix(source, at) >= 0;
  }

  static LiteralText at(String source, int start) {
    int open = quoteAfterPrefix(source, start);
    String prefix = source.substring(start, open).toLowerCase(Locale.ROOT);
    char quote = source.charAt(open);
    String triple = String.valueOf(quote).repeat(3);
    boolean isTriple = source.startsWith(triple, open);
    int from = open + (isTriple ? 3 : 1);
    int at = from;
    while (true) {
      if (at >= source.length() || (!isTriple && source.charAt(at) == '\n')) {
        throw new Literals.NotALiteralException();
      }
      if (source.charAt(at) == '\\') {
        at += 2;
      } else if (isTriple ? source.startsWith(triple, at) : source.charAt(at) == quote) {
        break;
      } else {
        at++;
      }
    }
    String body = source.substring(from, at);
    boolean isBytes = prefix.indexOf('b') >= 0;
    String value =
        prefix.indexOf('r') >= 0
            ? body
            : Escapes.read(body, isBytes).orElseThrow(Literals.NotALiteralException::new);
    if (isBytes && !body.chars().allMatch(c -> c < 128)) {
      throw new Literals.NotALiteralException();
    }
    return new LiteralText(value, isBytes, at + (isTriple ? 3 : 1));
  }

  LiteralText and(LiteralText next) {
    if (bytes != next.bytes) {
      throw new Literals.NotALiteralException();
    }
    return new LiteralText(text + next.text, bytes, next.end);
  }

  Object value() {
    if (!bytes) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return new Bytes(out.toByteArray());
  }

  int end() {
    return end;
  }

  private static int quoteAfterPrefix(String source, int at) {
    int open = at;
    while (open < source.length() && open - at < 3) {
      char c = source.charAt(open);
      if (c == '\'' || c == '"') {
        String prefix = source.substring(at, open).toLowerCase(Locale.ROOT);
        boolean known = prefix.matches("|r|u|b|br|rb");
        return known ? open : -1;
      }
      open++;
    }
    return -1;
  }
}
