package dev.leat.declarative.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads expressions, by the precedence of Jinja 3.1. */
final class ExpressionParser {

  static final int MAX_DEPTH = 150;

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final Tokens tokens;
  private final OperandParser operands;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, this);
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

  Expression tuple(boolean conditional, boolean parenthesized, String... ends) {
    List<Expression> items = new ArrayList<>();
    boolean comma = items(items, conditional ? this::expression : this::or, ends);
    if (!comma && !items.isEmpty()) {
      return items.get(0);
    }
    if (!comma && !parenthesized) {
      throw tokens.error("expected an expression, got " + tokens.current().describe());
    }
    return new Expression.TupleOf(items);
  }

  /** Reads items with commas between them, or behind the last; answers whether there was one. */
  private boolean items(List<Expression> items, Supplier<Expression> one, String... ends) {
    boolean comma = false;
    while (!endsTuple(ends)) {
      items.add(one.get());
      if (!tokens.takeOperator(",")) {
        break;
      }
      comma = true;
    }
    return comma;
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
    boolean comma = items(items, this::oneTarget, ends);
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
      value = operands.primary();
    }
    value = operands.postfix(value);
    Expression all = filtered ? operands.filtersAndTests(value) : value;
    depth--;
    return all;
  }

  /** Filters in a row; {@code inline} if the first one stands without its bar. */
  Expression filters(Expression first, boolean inline) {
    return operands.filters(first, inline);
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw tokens.tooDeep();
    }
  }
}
