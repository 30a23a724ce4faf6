package dev.leat.declarative.template.syntax;

import java.util.ArrayList;
import java.util.List;

/** An expression of a template. */
public sealed interface Expression {

  /** The expressions directly within it, in the order in which they are read. */
  List<Expression> parts();

  /** Whether its value is known from the text alone. */
  default boolean isConstant() {
    boolean asks = this instanceof Name || this instanceof Call;
    return !asks && parts().stream().allMatch(Expression::isConstant);
  }

  /** A value that is written down. */
  record Constant(Object value) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A name, read or set. */
  record Name(String name) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** An attribute of a namespace that is set. */
  record NamespaceField(String namespace, String field) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** Several values in parentheses, or a target of several names. */
  record TupleOf(List<Expression> items) implements Expression {
    @Override
    public List<Expression> parts() {
      return items;
    }
  }

  /** Several values in brackets. */
  record ListOf(List<Expression> items) implements Expression {
    @Override
    public List<Expression> parts() {
      return items;
    }
  }

  /** Keys and values in braces; both lists are equally long. */
  record DictOf(List<Expression> keys, List<Expression> values) implements Expression {
    @Override
    public List<Expression> parts() {
      List<Expression> all = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        all.add(keys.get(i));
        all.add(values.get(i));
      }
      return all;
    }
  }

  /** {@code then if test else otherwise}; {@code otherwise} is null if it is left out. */
  record Conditional(Expression test, Expression then, Expression otherwise) implements Expression {
    @Override
    public List<Expression> parts() {
      return present(test, then, otherwise);
    }
  }

  /** Two values and a sign between them. */
  record Binary(String sign, Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** {@code not}, {@code -} or {@code +} before a value. */
  record Unary(String sign, Expression operand) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }
  }

  /** Values joined as text. */
  record Concatenation(List<Expression> items) implements Expression {
    @Override
    public List<Expression> parts() {
      return items;
    }
  }

  /** A chain of comparisons; {@code signs} and {@code others} are equally long. */
  record Comparison(Expression first, List<String> signs, List<Expression> others)
      implements Expression {
    @Override
    public List<Expression> parts() {
      List<Expression> all = new ArrayList<>(List.of(first));
      all.addAll(others);
      return all;
    }
  }

  /** {@code owner.name}. */
  record Attribute(Expression owner, String name) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(owner);
    }
  }

  /** {@code owner[key]}. */
  record Item(Expression owner, Expression key) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(owner, key);
    }
  }

  /** {@code from:to:step}, each null if it is left out. */
  record Range(Expression from, Expression to, Expression step) implements Expression {
    @Override
    public List<Expression> parts() {
      return present(from, to, step);
    }
  }

  /** {@code callee(arguments)}. */
  record Call(Expression callee, CallArguments arguments) implements Expression {
    @Override
    public List<Expression> parts() {
      return joined(callee, arguments);
    }
  }

  /** {@code value | name(arguments)}; the value is null where a block is filtered. */
  record Filter(Expression value, String name, CallArguments arguments, Tag tag)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return joined(value, arguments);
    }
  }

  /** {@code value is name(arguments)}. */
  record Test(Expression value, String name, CallArguments arguments, Tag tag)
      implements Expression {
    @Override
    public List<Expression> parts() {
      return joined(value, arguments);
    }
  }

  /**
   * What stands between the parentheses of a call.
   *
   * @param positional the arguments without a name
   * @param names the names of the others
   * @param named their values
   * @param star a list of further ones; null if there is none
   * @param starStar a dict of further ones; null if there is none
   */
  record CallArguments(
      List<Expression> positional,
      List<String> names,
      List<Expression> named,
      Expression star,
      Expression starStar) {

    /** No arguments. */
    public static final CallArguments NONE =
        new CallArguments(List.of(), List.of(), List.of(), null, null);

    List<Expression> parts() {
      List<Expression> all = new ArrayList<>(positional);
      all.addAll(named);
      all.addAll(present(star, starStar));
      return all;
    }
  }

  private static List<Expression> joined(Expression first, CallArguments arguments) {
    List<Expression> all = new ArrayList<>(present(first));
    all.addAll(arguments.parts());
    return all;
  }

  private static List<Expression> present(Expression... expressions) {
    List<Expression> all = new ArrayList<>();
    for (Expression each : expressions) {
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }
}
