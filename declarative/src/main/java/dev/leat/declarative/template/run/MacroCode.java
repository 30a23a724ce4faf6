package dev.leat.declarative.template.run;

import dev.leat.declarative.template.syntax.Statement;
import dev.leat.declarative.template.syntax.UndeclaredNames;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A macro that a template defines, ready to be called. */
final class MacroCode {

  private final String name;
  private final List<String> parameters;
  private final List<Code> defaults;
  private final Step body;
  private final boolean takesCaller;
  private final boolean takesMore;
  private final boolean takesMoreNamed;

  MacroCode(Statement.Macro macro, StatementCompiler statements, ExpressionCompiler expressions) {
    name = macro.name();
    parameters = macro.parameters();
    defaults = expressions.all(macro.defaults(), false);
    body = statements.all(macro.body(), false);
    Set<String> used = UndeclaredNames.of(macro.body());
    takesCaller = used.contains("caller") || parameters.contains("caller");
    takesMore = used.contains("varargs");
    takesMoreNamed = used.contains("kwargs");
  }

  Callable in(Frame around) {
    return Callable.macro(name, given -> call(given, around));
  }

  private Object call(Arguments given, Frame around) {
    given.budget().enter();
    Frame inner = around.inner();
    bind(given, inner);
    StringBuilder out = new StringBuilder();
    body.run(inner, out);
    given.budget().leave();
    return out.toString();
  }

  private void bind(Arguments given, Frame inner) {
    List<Object> positional = given.positional();
    Map<String, Object> named = new LinkedHashMap<>(given.named());
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      if (i < positional.size()) {
        if (named.containsKey(parameter)) {
          throw ValueException.type(
              "macro '" + name + "' got two values for argument '" + parameter + "'");
        }
        inner.set(parameter, positional.get(i));
      } else if (named.containsKey(parameter)) {
        inner.set(parameter, named.remove(parameter));
      } else {
        inner.set(parameter, otherwise(i, inner));
      }
    }
    bindCaller(named, inner);
    if (takesMoreNamed) {
      inner.set("kwargs", new LinkedHashMap<>(named));
    } else if (!named.isEmpty()) {
      throw ValueException.type(
          "macro '"
              + name
              + "' takes no keyword argument '"
              + named.keySet().iterator().next()
              + "'");
    }
    List<Object> more =
        positional.size() > parameters.size()
            ? new ArrayList<>(positional.subList(parameters.size(), positional.size()))
            : List.of();
    if (takesMore) {
      inner.set("varargs", new Tuple(more));
    } else if (!more.isEmpty()) {
      throw ValueException.type(
          "macro '" + name + "' takes not more than " + parameters.size() + " argument(s)");
    }
  }

  private void bindCaller(Map<String, Object> named, Frame inner) {
    if (takesCaller && !parameters.contains("caller")) {
      Object caller = named.remove("caller");
      inner.set("caller", caller == null ? Undefined.because("No caller defined") : caller);
    }
  }

  private Object otherwise(int parameter, Frame inner) {
    int first = parameters.size() - defaults.size();
    return parameter >= first
        ? defaults.get(parameter - first).run(inner)
        : Undefined.because("parameter '" + parameters.get(parameter) + "' was not provided");
  }
}
