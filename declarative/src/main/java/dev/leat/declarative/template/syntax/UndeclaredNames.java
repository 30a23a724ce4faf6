package dev.leat.declarative.template.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names a template reads from outside. Decided from the text alone, so a name in a branch
 * that never runs counts too, and {@code x | default(1)} does not make {@code x} optional.
 */
public final class UndeclaredNames {

  private final Set<String> found = new LinkedHashSet<>();

  private UndeclaredNames() {}

  /** The names, in the order in which they are met; globals are among them. */
  public static Set<String> of(List<Statement> template) {
    UndeclaredNames names = new UndeclaredNames();
    Symbols root = new Symbols(null);
    root.declare("self");
    names.scope(template, root);
    return names.found;
  }

  /** Reads a scope as a whole, notes what it takes from outside, then the scopes within. */
  private void scope(List<Statement> body, Symbols symbols) {
    body.forEach(each -> read(each, symbols));
    found.addAll(symbols.resolved());
    body.forEach(each -> within(each, symbols));
  }

  private static void read(Statement statement, Symbols symbols) {
    if (statement instanceof Statement.Print print) {
      load(print.value(), symbols);
    } else if (statement instanceof Statement.For loop) {
      load(loop.items(), symbols);
    } else if (statement instanceof Statement.If condition) {
      readBranches(condition, symbols);
    } else if (statement instanceof Statement.Set set) {
      load(set.value(), symbols);
      store(set.target(), symbols);
    } else if (statement instanceof Statement.SetBlock set) {
      store(set.target(), symbols);
    } else if (statement instanceof Statement.With with) {
      with.values().forEach(each -> load(each, symbols));
    } else if (statement instanceof Statement.Macro macro) {
      symbols.store(macro.name());
    } else if (statement instanceof Statement.CallBlock call) {
      load(call.call(), symbols);
    } else if (statement instanceof Statement.FilterBlock block) {
      load(block.filter(), symbols);
    } else if (statement instanceof Statement.Load load) {
      load(load.what(), symbols);
      load.names().forEach(symbols::store);
    }
  }

  /** As the original nests them: a later test lies within the branch of "otherwise". */
  private static void readBranches(Statement.If condition, Symbols symbols) {
    load(condition.tests().get(0), symbols);
    Symbols first = symbols.copy();
    condition.bodies().get(0).forEach(each -> read(each, first));
    Symbols others = symbols.copy();
    for (int i = 1; i < condition.tests().size(); i++) {
      load(condition.tests().get(i), others);
      Symbols body = others.copy();
      condition.bodies().get(i).forEach(each -> read(each, body));
      others.update(List.of(body, others.copy(), others.copy()));
    }
    Symbols otherwise = symbols.copy();
    condition.otherwise().forEach(each -> read(each, otherwise));
    symbols.update(List.of(first, others, otherwise));
  }

  private void within(Statement statement, Symbols symbols) {
    if (statement instanceof Statement.If condition) {
      condition.bodies().forEach(body -> body.forEach(each -> within(each, symbols)));
      condition.otherwise().forEach(each -> within(each, symbols));
    } else if (statement instanceof Statement.For loop) {
      withinLoop(loop, symbols);
    } else if (statement instanceof Statement.SetBlock set) {
      scope(set.body(), new Symbols(symbols));
    } else if (statement instanceof Statement.With with) {
      Symbols inner = new Symbols(symbols);
      with.targets().forEach(each -> declare(each, inner));
      scope(with.body(), inner);
    } else if (statement instanceof Statement.Macro macro) {
      withinMacro(macro, symbols);
    } else if (statement instanceof Statement.CallBlock call) {
      withinMacro(call.caller(), symbols);
    } else if (statement instanceof Statement.FilterBlock block) {
      scope(block.body(), new Symbols(symbols));
    } else if (statement instanceof Statement.Autoescape block) {
      Symbols inner = new Symbols(symbols);
      load(block.condition(), inner);
      scope(block.body(), inner);
    } else if (statement instanceof Statement.Block block) {
      Symbols alone = new Symbols(null);
      alone.declare("self");
      alone.declare("super");
      scope(block.body(), alone);
    }
  }

  private void withinLoop(Statement.For loop, Symbols symbols) {
    Symbols body = new Symbols(symbols);
    body.declare("loop");
    declare(loop.target(), body);
    scope(loop.body(), body);
    scope(loop.otherwise(), new Symbols(symbols));
    if (loop.test() != null) {
      Symbols test = new Symbols(symbols);
      declare(loop.target(), test);
      load(loop.test(), test);
      found.addAll(test.resolved());
    }
  }

  private void withinMacro(Statement.Macro macro, Symbols symbols) {
    Symbols inner = new Symbols(symbols);
    macro.parameters().forEach(inner::declare);
    macro.defaults().forEach(each -> load(each, inner));
    List.of("caller", "varargs", "kwargs").forEach(inner::declareUnlessKnown);
    scope(macro.body(), inner);
  }

  private static void load(Expression expression, Symbols symbols) {
    if (expression instanceof Expression.Name name) {
      symbols.load(name.name());
    }
    expression.parts().forEach(each -> load(each, symbols));
  }

  private static void store(Expression target, Symbols symbols) {
    if (target instanceof Expression.Name name) {
      symbols.store(name.name());
    } else if (target instanceof Expression.NamespaceField field) {
      symbols.load(field.namespace());
    } else {
      target.parts().forEach(each -> store(each, symbols));
    }
  }

  private static void declare(Expression target, Symbols symbols) {
    if (target instanceof Expression.Name name) {
      symbols.declare(name.name());
    }
    new ArrayList<>(target.parts()).forEach(each -> declare(each, symbols));
  }
}
