package dev.leat.declarative.template.run;

import dev.leat.declarative.template.function.Library;
import dev.leat.declarative.template.function.Namespace;
import dev.leat.declarative.template.syntax.Expression;
import dev.leat.declarative.template.syntax.PlacedException;
import dev.leat.declarative.template.syntax.Statement;
import dev.leat.declarative.template.syntax.Tag;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns statements into code; each carries its place into the error it may throw. */
final class StatementCompiler {

  private final ExpressionCompiler expressions;
  private final Map<String, CompiledTemplate.BlockBody> blocks = new HashMap<>();

  StatementCompiler(Library library) {
    expressions = new ExpressionCompiler(library);
  }

  Map<String, CompiledTemplate.BlockBody> blocks() {
    return blocks;
  }

  Step all(List<Statement> statements, boolean soft) {
    Step[] steps = statements.stream().map(each -> compile(each, soft)).toArray(Step[]::new);
    return (frame, out) -> {
      for (Step each : steps) {
        each.run(frame, out);
      }
    };
  }

  /** An expression alone, its errors with their place. */
  Code located(Expression expression, boolean soft, Tag tag) {
    Code code = expressions.compile(expression, soft);
    return frame -> {
      try {
        return code.run(frame);
      } catch (ValueException e) {
        throw new PlacedException(e, tag);
      }
    };
  }

  private Step compile(Statement statement, boolean soft) {
    if (statement instanceof Statement.Data data) {
      return (frame, out) -> print(data.text(), frame, out);
    }
    Step step = compiled(statement, soft);
    return (frame, out) -> {
      try {
        budget(frame).step();
        step.run(frame, out);
      } catch (ValueException e) {
        throw new PlacedException(e, statement.tag());
      }
    };
  }

  private Step compiled(Statement statement, boolean soft) {
    if (statement instanceof Statement.Print print) {
      Code value = expressions.compile(print.value(), soft);
      return (frame, out) -> print(Printer.print(value.run(frame)), frame, out);
    }
    if (statement instanceof Statement.If condition) {
      return condition(condition);
    }
    if (statement instanceof Statement.For loop) {
      return LoopCode.of(loop, soft, this, expressions);
    }
    if (statement instanceof Statement.Set set) {
      Code value = expressions.compile(set.value(), soft);
      return (frame, out) -> assign(set.target(), value.run(frame), frame);
    }
    if (statement instanceof Statement.SetBlock set) {
      Code value = captured(set.body(), set.filter());
      return (frame, out) -> assign(set.target(), value.run(frame), frame);
    }
    if (statement instanceof Statement.FilterBlock block) {
      Code value = captured(block.body(), block.filter());
      return (frame, out) -> print(Printer.print(value.run(frame)), frame, out);
    }
    if (statement instanceof Statement.With with) {
      return with(with, soft);
    }
    if (statement instanceof Statement.Macro macro) {
      MacroCode code = new MacroCode(macro, this, expressions);
      return (frame, out) -> frame.set(macro.name(), code.in(frame));
    }
    if (statement instanceof Statement.CallBlock call) {
      return call(call, soft);
    }
    return rare(statement);
  }

  private Step rare(Statement statement) {
    if (statement instanceof Statement.Block block) {
      CompiledTemplate.BlockBody body = new CompiledTemplate.BlockBody(all(block.body(), false));
      if (blocks.put(block.name(), body) != null) {
        throw new PlacedException(
            ErrorKind.SYNTAX, "block '" + block.name() + "' defined twice", block.tag());
      }
      return (frame, out) -> body.run(frame, out);
    }
    if (statement instanceof Statement.Autoescape escape) {
      Code condition = expressions.compile(escape.condition(), false);
      Step body = all(escape.body(), false);
      return (frame, out) -> {
        if (Truth.of(condition.run(frame))) {
          throw new ValueException(
              ErrorKind.RUNTIME, "autoescape is not available: use the filter escape");
        }
        body.run(frame.inner(), out);
      };
    }
    return (frame, out) -> {
      throw ValueException.type("a template of a manifest cannot load other templates");
    };
  }

  private Step condition(Statement.If condition) {
    List<Code> tests = expressions.all(condition.tests(), true);
    List<Step> bodies = condition.bodies().stream().map(each -> all(each, true)).toList();
    Step otherwise = all(condition.otherwise(), true);
    return (frame, out) -> {
      for (int i = 0; i < tests.size(); i++) {
        if (Truth.of(tests.get(i).run(frame))) {
          bodies.get(i).run(frame, out);
          return;
        }
      }
      otherwise.run(frame, out);
    };
  }

  private Code captured(List<Statement> body, Expression filter) {
    Step steps = all(body, false);
    Code text =
        frame -> {
          StringBuilder inner = new StringBuilder();
          steps.run(frame.inner(), inner);
          return inner.toString();
        };
    return filter == null ? text : expressions.filtered(filter, text);
  }

  private Step with(Statement.With with, boolean soft) {
    List<Code> values = expressions.all(with.values(), soft);
    Step body = all(with.body(), false);
    return (frame, out) -> {
      Frame inner = frame.inner();
      for (int i = 0; i < values.size(); i++) {
        assign(with.targets().get(i), values.get(i).run(frame), inner);
      }
      body.run(inner, out);
    };
  }

  private Step call(Statement.CallBlock block, boolean soft) {
    MacroCode caller = new MacroCode(block.caller(), this, expressions);
    Code callee = expressions.compile(block.call().callee(), soft);
    CallCode given = new CallCode(expressions, block.call().arguments(), soft);
    return (frame, out) -> {
      Object function = callee.run(frame);
      if (!(function instanceof Callable callable)) {
        throw ValueException.type("'" + Printer.typeOf(function) + "' object is not callable");
      }
      Arguments arguments = given.arguments(frame);
      Map<String, Object> named = new LinkedHashMap<>(arguments.named());
      named.put("caller", caller.in(frame));
      print(
          Printer.print(callable.call(arguments.with(arguments.positional(), named))), frame, out);
    };
  }

  /** Sets a name, an attribute of a namespace, or several names at once. */
  static void assign(Expression target, Object value, Frame frame) {
    if (target instanceof Expression.Name name) {
      frame.set(name.name(), value);
    } else if (target instanceof Expression.NamespaceField field) {
      if (!(frame.value(field.namespace()) instanceof Namespace namespace)) {
        throw new ValueException(
            ErrorKind.RUNTIME, "cannot assign attribute on non-namespace object");
      }
      namespace.set(field.field(), value);
    } else {
      List<Object> items = Iteration.list(value, budget(frame));
      List<Expression> targets = new ArrayList<>(target.parts());
      if (items.size() != targets.size()) {
        throw ValueException.value(
            (items.size() > targets.size() ? "too many" : "not enough")
                + " values to unpack (expected "
                + targets.size()
                + ")");
      }
      for (int i = 0; i < items.size(); i++) {
        assign(targets.get(i), items.get(i), frame);
      }
    }
  }

  static void print(String text, Frame frame, StringBuilder out) {
    budget(frame).size((long) out.length() + text.length());
    budget(frame).steps(text.length() >> 6);
    out.append(text);
  }

  private static Budget budget(Frame frame) {
    return frame.evaluation().budget();
  }
}
