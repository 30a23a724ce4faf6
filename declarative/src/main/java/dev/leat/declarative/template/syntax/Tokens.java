package dev.leat.declarative.template.syntax;

import dev.leat.declarative.template.value.ErrorKind;
import java.util.Arrays;
import java.util.List;

/** The tokens of a template, one after another. */
final class Tokens {

  private final List<Token> all;
  private int at;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token current() {
    return all.get(at);
  }

  Token look() {
    return all.get(Math.min(at + 1, all.size() - 1));
  }

  /** The current token; the next one is current then. */
  Token next() {
    Token token = all.get(at);
    if (at < all.size() - 1) {
      at++;
    }
    return token;
  }

  boolean takeName(String name) {
    if (current().isName(name)) {
      next();
      return true;
    }
    return false;
  }

  boolean takeOperator(String sign) {
    if (current().isOperator(sign)) {
      next();
      return true;
    }
    return false;
  }

  boolean isAnyName(String... names) {
    return current().type() == Token.Type.NAME && Arrays.asList(names).contains(current().value());
  }

  Token expect(Token.Type type) {
    if (current().type() != type) {
      throw error(
          "expected " + new Token(type, "", null).describe() + ", got " + current().describe());
    }
    return next();
  }

  void expectName(String name) {
    if (!takeName(name)) {
      throw error("expected '" + name + "', got " + current().describe());
    }
  }

  void expectOperator(String sign) {
    if (!takeOperator(sign)) {
      throw error("expected '" + sign + "', got " + current().describe());
    }
  }

  PlacedException error(String message) {
    return new PlacedException(ErrorKind.SYNTAX, message, current().tag());
  }

  /** A mistake at a token that was taken already. */
  static PlacedException error(Token token, String message) {
    return new PlacedException(ErrorKind.SYNTAX, message, token.tag());
  }

  PlacedException tooDeep() {
    return new PlacedException(
        ErrorKind.LIMIT,
        "nests more than " + ExpressionParser.MAX_DEPTH + " levels deep",
        current().tag());
  }
}
