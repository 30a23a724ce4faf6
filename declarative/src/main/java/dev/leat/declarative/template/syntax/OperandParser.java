package dev.leat.declarative.template.syntax;

import dev.leat.declarative.template.syntax.Expression.CallArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands between the signs of an expression: values, calls, filters, tests. */
final class OperandParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;

  OperandParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.next();
    return switch (token.type()) {
      case NAME -> word((String) token.value());
      case STRING -> joined((String) token.value());
      case INTEGER, FLOAT -> new Expression.Constant(token.value());
      case OPERATOR -> bracketed(token);
      default -> throw Tokens.error(token, "unexpected " + token.describe());
    };
  }

  private static Expression word(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Constant(true);
      case "false", "False" -> new Expression.Constant(false);
      case "none", "None" -> new Expression.Constant(null);
      default -> new Expression.Name(name);
    };
  }

  /** Texts one after another are one text. */
  private Expression joined(String first) {
    StringBuilder text = new StringBuilder(first);
    while (tokens.current().type() == Token.Type.STRING) {
      text.append(tokens.next().value());
    }
    return new Expression.Constant(text.toString());
  }

  private Expression bracketed(Token token) {
    switch ((String) token.value()) {
      case "(" -> {
        Expression inner = expressions.tuple(true, true);
        tokens.expectOperator(")");
        return inner;
      }
      case "[" -> {
        List<Expression> items = new ArrayList<>();
        while (!tokens.current().isOperator("]")) {
          if (!items.isEmpty()) {
            tokens.expectOperator(",");
          }
          if (tokens.current().isOperator("]")) {
            break;
          }
          items.add(expressions.expression());
        }
        tokens.expectOperator("]");
        return new Expression.ListOf(items);
      }
      case "{" -> {
        return dict();
      }
      default -> throw Tokens.error(token, "unexpected " + token.describe());
    }
  }

  private Expression dict() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.current().isOperator("}")) {
      if (!keys.isEmpty()) {
        tokens.expectOperator(",");
      }
      if (tokens.current().isOperator("}")) {
        break;
      }
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
    }
    tokens.expectOperator("}");
    return new Expression.DictOf(keys, values);
  }

  Expression postfix(Expression first) {
    Expression value = first;
    while (true) {
      if (tokens.current().isOperator(".") || tokens.current().isOperator("[")) {
        value = subscript(value);
      } else if (tokens.current().isOperator("(")) {
        value = new Expression.Call(value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expression subscript(Expression owner) {
    if (tokens.takeOperator(".")) {
      Token token = tokens.next();
      if (token.type() == Token.Type.NAME) {
        return new Expression.Attribute(owner, (String) token.value());
      }
      if (token.type() != Token.Type.INTEGER) {
        throw Tokens.error(token, "expected name or number, got " + token.describe());
      }
      return new Expression.Item(owner, new Expression.Constant(token.value()));
    }
    tokens.next();
    List<Expression> keys = new ArrayList<>();
    while (!tokens.current().isOperator("]")) {
      if (!keys.isEmpty()) {
        tokens.expectOperator(",");
      }
      keys.add(key());
    }
    tokens.next();
    return new Expression.Item(
        owner, keys.size() == 1 ? keys.get(0) : new Expression.TupleOf(keys));
  }

  private Expression key() {
    Expression from = null;
    if (!tokens.current().isOperator(":")) {
      from = expressions.expression();
      if (!tokens.current().isOperator(":")) {
        return from;
      }
    }
    tokens.next();
    Expression to = edge(true);
    Expression step = tokens.takeOperator(":") ? edge(false) : null;
    return new Expression.Range(from, to, step);
  }

  private Expression edge(boolean colonEnds) {
    Token token = tokens.current();
    boolean ends =
        token.isOperator("]") || token.isOperator(",") || (colonEnds && token.isOperator(":"));
    return ends ? null : expressions.expression();
  }

  /** Filters in a row; {@code inline} if the first one stands without its bar. */
  Expression filters(Expression first, boolean inline) {
    Expression value = first;
    boolean bare = inline;
    while (bare || tokens.current().isOperator("|")) {
      Token token = bare ? tokens.current() : tokens.next();
      bare = false;
      String name = dottedName();
      CallArguments arguments = tokens.current().isOperator("(") ? arguments() : CallArguments.NONE;
      value = new Expression.Filter(value, name, arguments, token.tag());
    }
    return value;
  }

  Expression filtersAndTests(Expression first) {
    Expression value = first;
    while (true) {
      if (tokens.current().isOperator("|")) {
        value = filters(value, false);
      } else if (tokens.current().isName("is")) {
        value = test(value);
      } else if (tokens.current().isOperator("(")) {
        value = new Expression.Call(value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expression test(Expression value) {
    Tag tag = tokens.next().tag();
    boolean negated = tokens.takeName("not");
    String name = dottedName();
    CallArguments arguments = CallArguments.NONE;
    Token token = tokens.current();
    if (token.isOperator("(")) {
      arguments = arguments();
    } else if (beginsArgument(token)) {
      if (token.isName("is")) {
        throw tokens.error("You cannot chain multiple tests with is");
      }
      Expression argument = postfix(primary());
      arguments = new CallArguments(List.of(argument), List.of(), List.of(), null, null);
    }
    Expression test = new Expression.Test(value, name, arguments, tag);
    return negated ? new Expression.Unary("not", test) : test;
  }

  private static boolean beginsArgument(Token token) {
    return switch (token.type()) {
      case NAME -> !Set.of("else", "or", "and").contains(token.value());
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> Set.of("[", "{").contains(token.value());
      default -> false;
    };
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder((String) tokens.expect(Token.Type.NAME).value());
    while (tokens.takeOperator(".")) {
      name.append('.').append(tokens.expect(Token.Type.NAME).value());
    }
    return name.toString();
  }

  private CallArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Expression> named = new ArrayList<>();
    Expression star = null;
    Expression starStar = null;
    boolean first = true;
    while (!tokens.current().isOperator(")")) {
      if (!first) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator(")")) {
          break;
        }
      }
      first = false;
      if (tokens.takeOperator("*")) {
        ensure(star == null && starStar == null);
        star = expressions.expression();
      } else if (tokens.takeOperator("**")) {
        ensure(starStar == null);
        starStar = expressions.expression();
      } else if (tokens.current().type() == Token.Type.NAME && tokens.look().isOperator("=")) {
        ensure(starStar == null);
        names.add((String) tokens.next().value());
        tokens.next();
        named.add(expressions.expression());
      } else {
        ensure(star == null && starStar == null && names.isEmpty());
        positional.add(expressions.expression());
      }
    }
    tokens.expectOperator(")");
    return new CallArguments(positional, names, named, star, starStar);
  }

  private void ensure(boolean condition) {
    if (!condition) {
      throw tokens.error("invalid syntax for function call expression");
    }
  }
}
