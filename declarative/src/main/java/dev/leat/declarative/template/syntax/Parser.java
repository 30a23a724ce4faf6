package dev.leat.declarative.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads statements; {@link ExpressionParser} reads what stands within them. */
public final class Parser {

  private static final Set<String> KEYWORDS =
      Set.of(
          "for",
          "if",
          "block",
          "extends",
          "print",
          "macro",
          "include",
          "from",
          "import",
          "set",
          "with",
          "autoescape",
          "call",
          "filter");

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private int depth;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  /**
   * Reads a template.
   *
   * @return its statements in order
   * @throws PlacedException of kind SYNTAX if it is not a template, LIMIT if it nests too deeply
   */
  public static List<Statement> parse(String text) {
    Tokens tokens = new Tokens(Lexer.tokens(text));
    return new Parser(tokens).statements();
  }

  /** Statements up to the end, or up to a tag with one of these names, which is current then. */
  private List<Statement> statements(String... ends) {
    if (++depth > ExpressionParser.MAX_DEPTH) {
      throw tokens.tooDeep();
    }
    List<Statement> body = new ArrayList<>();
    while (tokens.current().type() != Token.Type.END) {
      Token token = tokens.next();
      switch (token.type()) {
        case DATA -> body.add(new Statement.Data((String) token.value(), token.tag()));
        case VARIABLE_BEGIN -> {
          body.add(new Statement.Print(expressions.tuple(), token.tag()));
          tokens.expect(Token.Type.VARIABLE_END);
        }
        default -> {
          if (ends.length > 0 && tokens.isAnyName(ends)) {
            depth--;
            return body;
          }
          body.addAll(statement(token.tag()));
          tokens.expect(Token.Type.BLOCK_END);
        }
      }
    }
    if (ends.length > 0) {
      throw tokens.error("the template ends, but " + String.join(" or ", ends) + " was expected");
    }
    depth--;
    return body;
  }

  /** What follows a tag, up to the tag of one of these names. */
  private List<Statement> body(String... ends) {
    if (tokens.current().isOperator(":")) {
      tokens.next();
    }
    tokens.expect(Token.Type.BLOCK_END);
    return statements(ends);
  }

  private List<Statement> bodyUpTo(String end) {
    List<Statement> body = body(end);
    tokens.next();
    return body;
  }

  private List<Statement> statement(Tag tag) {
    Token token = tokens.current();
    if (token.type() != Token.Type.NAME) {
      throw tokens.error("tag name expected, got " + token.describe());
    }
    String name = (String) token.value();
    if (!KEYWORDS.contains(name)) {
      throw tokens.error("unknown tag '" + name + "'");
    }
    tokens.next();
    return switch (name) {
      case "for" -> List.of(loop(tag));
      case "if" -> List.of(condition(tag));
      case "set" -> List.of(set(tag));
      case "with" -> List.of(with(tag));
      case "macro" -> List.of(macro(tag));
      case "call" -> List.of(call(tag));
      case "filter" -> {
        Expression filter = expressions.filters(null, true);
        yield List.of(new Statement.FilterBlock(filter, bodyUpTo("endfilter"), tag));
      }
      case "block" -> List.of(block(tag));
      case "print" -> prints(tag);
      case "autoescape" -> {
        Expression condition = expressions.expression();
        yield List.of(new Statement.Autoescape(condition, bodyUpTo("endautoescape"), tag));
      }
      default -> List.of(load(name, tag));
    };
  }

  private Statement loop(Tag tag) {
    Expression target = expressions.target("in");
    if (names(target).contains("loop")) {
      throw tokens.error("Can't assign to special loop variable in for-loop target");
    }
    tokens.expectName("in");
    Expression items = expressions.tuple(false, "recursive");
    Expression test = tokens.takeName("if") ? expressions.expression() : null;
    boolean recursive = tokens.takeName("recursive");
    List<Statement> body = body("endfor", "else");
    List<Statement> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = bodyUpTo("endfor");
    }
    return new Statement.For(target, items, test, recursive, body, otherwise, tag);
  }

  private static List<String> names(Expression target) {
    if (target instanceof Expression.Name name) {
      return List.of(name.name());
    }
    return target.parts().stream().flatMap(each -> names(each).stream()).toList();
  }

  private Statement condition(Tag tag) {
    List<Expression> tests = new ArrayList<>();
    List<List<Statement>> bodies = new ArrayList<>();
    while (true) {
      tests.add(expressions.tuple(false));
      bodies.add(body("elif", "else", "endif"));
      Token end = tokens.next();
      if (end.isName("else")) {
        return new Statement.If(tests, bodies, bodyUpTo("endif"), tag);
      }
      if (end.isName("endif")) {
        return new Statement.If(tests, bodies, List.of(), tag);
      }
    }
  }

  private Statement set(Tag tag) {
    Expression target = expressions.namespaceTarget();
    if (tokens.takeOperator("=")) {
      return new Statement.Set(target, expressions.tuple(), tag);
    }
    Expression filter = expressions.filters(null, false);
    return new Statement.SetBlock(target, filter, bodyUpTo("endset"), tag);
  }

  private Statement with(Tag tag) {
    List<Expression> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (tokens.current().type() != Token.Type.BLOCK_END) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(expressions.target());
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new Statement.With(targets, values, bodyUpTo("endwith"), tag);
  }

  private Statement.Macro macro(Tag tag) {
    String name = expressions.targetName();
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    tokens.expectOperator("(");
    signature(parameters, defaults);
    return new Statement.Macro(name, parameters, defaults, bodyUpTo("endmacro"), tag);
  }

  private void signature(List<String> parameters, List<Expression> defaults) {
    while (!tokens.current().isOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String parameter = expressions.targetName();
      if (parameters.contains(parameter)) {
        throw tokens.error("duplicate argument '" + parameter + "'");
      }
      parameters.add(parameter);
      if (tokens.takeOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.error("non-default argument follows default argument");
      }
    }
    tokens.expectOperator(")");
  }

  private Statement call(Tag tag) {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    if (tokens.takeOperator("(")) {
      signature(parameters, defaults);
    }
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw tokens.error("expected call");
    }
    List<Statement> body = bodyUpTo("endcall");
    return new Statement.CallBlock(
        call, new Statement.Macro("caller", parameters, defaults, body, tag), tag);
  }

  private Statement block(Tag tag) {
    String name = (String) tokens.expect(Token.Type.NAME).value();
    tokens.takeName("scoped");
    tokens.takeName("required");
    if (tokens.current().isOperator("-")) {
      throw tokens.error("Block names may not contain hyphens, use an underscore instead");
    }
    List<Statement> body = bodyUpTo("endblock");
    tokens.takeName(name);
    return new Statement.Block(name, body, tag);
  }

  private List<Statement> prints(Tag tag) {
    List<Statement> all = new ArrayList<>();
    while (tokens.current().type() != Token.Type.BLOCK_END) {
      if (!all.isEmpty()) {
        tokens.expectOperator(",");
      }
      all.add(new Statement.Print(expressions.expression(), tag));
    }
    return all;
  }

  private Statement load(String kind, Tag tag) {
    Expression what = expressions.expression();
    List<String> names = new ArrayList<>();
    if (kind.equals("import")) {
      tokens.expectName("as");
      names.add(expressions.targetName());
    } else if (kind.equals("from")) {
      tokens.expectName("import");
      do {
        String name = expressions.targetName();
        names.add(tokens.takeName("as") ? expressions.targetName() : name);
      } while (tokens.takeOperator(","));
    } else if (kind.equals("include") && tokens.takeName("ignore")) {
      tokens.expectName("missing");
    }
    if (!kind.equals("extends") && (tokens.takeName("with") || tokens.takeName("without"))) {
      tokens.expectName("context");
    }
    return new Statement.Load(what, names, tag);
  }
}
