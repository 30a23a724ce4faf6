package dev.leat.declarative.template.syntax;

import dev.leat.declarative.template.syntax.Expression.CallArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions, by the precedence of Jinja 3.1. */
final class ExpressionParser {

  static final int MAX_DEPTH = 150;

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final Tokens tokens;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression expression() {
    enter();
    Expression value = or();
    while (tokens.takeName("if")) {
      Expression test = or();
      Expression otherwise = tokens.takeName("else") ? expression() : null;
      value = new Expression.Conditional(test, value, otherwise);
    }
    depth--;
    return value;
  }

  /** One expression, or several with commas between them. */
  Expression tuple() {
    return tuple(true);
  }

  Expression tuple(boolean conditional, String... ends) {
    return tuple(conditional, false, ends);
  }

  private Expression tuple(boolean conditional, boolean parenthesized, String... ends) {
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (true) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
      }
      if (endsTuple(ends)) {
        break;
      }
      items.add(conditional ? expression() : or());
      if (!tokens.current().isOperator(",")) {
        break;
      }
      comma = true;
    }
    if (!comma && !items.isEmpty()) {
      return items.get(0);
    }
    if (!comma && !parenthesized) {
      throw tokens.error("expected an expression, got " + tokens.current().describe());
    }
    return new Expression.TupleOf(items);
  }

  private boolean endsTuple(String... ends) {
    Token token = tokens.current();
    return token.type() == Token.Type.VARIABLE_END
        || token.type() == Token.Type.BLOCK_END
        || token.isOperator(")")
        || tokens.isAnyName(ends);
  }

  /** One or several names that are set, up to a tag's end or one of these names. */
  Expression target(String... ends) {
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (true) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
      }
      if (endsTuple(ends)) {
        break;
      }
      items.add(oneTarget());
      if (!tokens.current().isOperator(",")) {
        break;
      }
      comma = true;
    }
    if (items.isEmpty()) {
      throw tokens.error("expected a name, got " + tokens.current().describe());
    }
    return comma ? new Expression.TupleOf(items) : items.get(0);
  }

  Expression namespaceTarget() {
    if (tokens.current().type() == Token.Type.NAME && tokens.look().isOperator(".")) {
      String namespace = targetName();
      tokens.next();
      return new Expression.NamespaceField(
          namespace, (String) tokens.expect(Token.Type.NAME).value());
    }
    return target();
  }

  private Expression oneTarget() {
    if (tokens.takeOperator("(")) {
      enter();
      Expression inner = target();
      depth--;
      tokens.expectOperator(")");
      return inner;
    }
    return new Expression.Name(targetName());
  }

  String targetName() {
    String name = (String) tokens.expect(Token.Type.NAME).value();
    if (Set.of("true", "false", "none", "True", "False", "None").contains(name)) {
      throw tokens.error("can't assign to '" + name + "'");
    }
    return name;
  }

  private Expression or() {
    Expression left = and();
    while (tokens.takeName("or")) {
      left = new Expression.Binary("or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.takeName("and")) {
      left = new Expression.Binary("and", left, not());
    }
    return left;
  }

  private Expression not() {
    if (!tokens.takeName("not")) {
      return comparison();
    }
    enter();
    Expression operand = not();
    depth--;
    return new Expression.Unary("not", operand);
  }

  private Expression comparison() {
    Expression first = sum();
    List<String> signs = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    while (true) {
      Token token = tokens.current();
      if (token.type() == Token.Type.OPERATOR && COMPARISONS.contains(token.value())) {
        tokens.next();
        signs.add((String) token.value());
      } else if (tokens.takeName("in")) {
        signs.add("in");
      } else if (token.isName("not") && tokens.look().isName("in")) {
        tokens.next();
        tokens.next();
        signs.add("not in");
      } else {
        return signs.isEmpty() ? first : new Expression.Comparison(first, signs, others);
      }
      others.add(sum());
    }
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.current().isOperator("+") || tokens.current().isOperator("-")) {
      left = new Expression.Binary((String) tokens.next().value(), left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    Expression first = product();
    if (!tokens.current().isOperator("~")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.takeOperator("~")) {
      items.add(product());
    }
    return new Expression.Concatenation(items);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.current().type() == Token.Type.OPERATOR
        && Set.of("*", "/", "//", "%").contains(tokens.current().value())) {
      left = new Expression.Binary((String) tokens.next().value(), left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.takeOperator("**")) {
      left = new Expression.Binary("**", left, unary(true));
    }
    return left;
  }

  private Expression unary(boolean filtered) {
    enter();
    Token token = tokens.current();
    Expression value;
    if (token.isOperator("-") || token.isOperator("+")) {
      tokens.next();
      value = new Expression.Unary((String) token.value(), unary(false));
    } else {
      value = primary();
    }
    value = postfix(value);
    Expression all = filtered ? filtersAndTests(value) : value;
    depth--;
    return all;
  }

  private Expression primary() {
    Token token = tokens.next();
    switch (token.type()) {
      case NAME:
        return switch ((String) token.value()) {
          case "true", "True" -> new Expression.Constant(true);
          case "false", "False" -> new Expression.Constant(false);
          case "none", "None" -> new Expression.Constant(null);
          default -> new Expression.Name((String) token.value());
        };
      case STRING:
        StringBuilder joined = new StringBuilder((String) token.value());
        while (tokens.current().type() == Token.Type.STRING) {
          joined.append(tokens.next().value());
        }
        return new Expression.Constant(joined.toString());
      case INTEGER, FLOAT:
        return new Expression.Constant(token.value());
      case OPERATOR:
        return bracketed(token);
      default:
        throw tokens.error("unexpected " + token.describe());
    }
  }

  private Expression bracketed(Token token) {
    switch ((String) token.value()) {
      case "(" -> {
        Expression inner = tuple(true, true);
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
          items.add(expression());
        }
        tokens.expectOperator("]");
        return new Expression.ListOf(items);
      }
      case "{" -> {
        return dict();
      }
      default -> throw tokens.error("unexpected " + token.describe());
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
      keys.add(expression());
      tokens.expectOperator(":");
      values.add(expression());
    }
    tokens.expectOperator("}");
    return new Expression.DictOf(keys, values);
  }

  private Expression postfix(Expression first) {
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
        throw tokens.error("expected name or number, got " + token.describe());
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
      from = expression();
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
    return ends ? null : expression();
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

  private Expression filtersAndTests(Expression first) {
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
        star = expression();
      } else if (tokens.takeOperator("**")) {
        ensure(starStar == null);
        starStar = expression();
      } else if (tokens.current().type() == Token.Type.NAME && tokens.look().isOperator("=")) {
        ensure(starStar == null);
        names.add((String) tokens.next().value());
        tokens.next();
        named.add(expression());
      } else {
        ensure(star == null && starStar == null && names.isEmpty());
        positional.add(expression());
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

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw tokens.tooDeep();
    }
  }
}
