package dev.leat.declarative.template.run;

import dev.leat.declarative.template.function.Library;
import dev.leat.declarative.template.function.Members;
import dev.leat.declarative.template.function.PercentFormat;
import dev.leat.declarative.template.syntax.Expression;
import dev.leat.declarative.template.syntax.PlacedException;
import dev.leat.declarative.template.syntax.Tag;
import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Slices;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns expressions into code. */
final class ExpressionCompiler {

  private final Library library;

  ExpressionCompiler(Library library) {
    this.library = library;
  }

  /**
   * @param soft whether the expression may never run, so that an unknown filter is found then only
   */
  Code compile(Expression expression, boolean soft) {
    if (expression instanceof Expression.Constant constant) {
      Object value = constant.value();
      return frame -> value;
    }
    if (expression instanceof Expression.Name name) {
      return frame -> frame.value(name.name());
    }
    if (expression instanceof Expression.Attribute attribute) {
      Code owner = compile(attribute.owner(), soft);
      return frame -> Members.attribute(owner.run(frame), attribute.name());
    }
    if (expression instanceof Expression.Item item) {
      return item(item, soft);
    }
    if (expression instanceof Expression.Call call) {
      return call(call, soft);
    }
    if (expression instanceof Expression.Filter filter) {
      return filter(filter, compile(filter.value(), soft), soft);
    }
    if (expression instanceof Expression.Test test) {
      return test(test, soft);
    }
    if (expression instanceof Expression.Conditional conditional) {
      return conditional(conditional);
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary, soft);
    }
    if (expression instanceof Expression.Unary unary) {
      return unary(unary, soft);
    }
    return compound(expression, soft);
  }

  private Code compound(Expression expression, boolean soft) {
    if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison, soft);
    }
    if (expression instanceof Expression.Concatenation concatenation) {
      return concatenation(concatenation, soft);
    }
    if (expression instanceof Expression.TupleOf tuple) {
      List<Code> items = all(tuple.items(), soft);
      return frame -> new Tuple(values(items, frame));
    }
    if (expression instanceof Expression.ListOf list) {
      List<Code> items = all(list.items(), soft);
      return frame -> values(items, frame);
    }
    if (expression instanceof Expression.DictOf dict) {
      List<Code> keys = all(dict.keys(), soft);
      List<Code> values = all(dict.values(), soft);
      return frame -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
          Dicts.put(map, keys.get(i).run(frame), values.get(i).run(frame));
        }
        return map;
      };
    }
    if (expression instanceof Expression.Range range) {
      Code from = optional(range.from(), soft);
      Code to = optional(range.to(), soft);
      Code step = optional(range.step(), soft);
      return frame -> new Slices.Slice(from.run(frame), to.run(frame), step.run(frame));
    }
    throw new IllegalStateException("no code for " + expression);
  }

  List<Code> all(List<Expression> expressions, boolean soft) {
    return expressions.stream().map(each -> compile(each, soft)).toList();
  }

  private Code optional(Expression expression, boolean soft) {
    return expression == null ? frame -> null : compile(expression, soft);
  }

  private static List<Object> values(List<Code> codes, Frame frame) {
    List<Object> values = new ArrayList<>(codes.size());
    for (Code each : codes) {
      values.add(each.run(frame));
    }
    return values;
  }

  private Code item(Expression.Item item, boolean soft) {
    Code owner = compile(item.owner(), soft);
    Code key = compile(item.key(), soft);
    if (!item.isConstant() && item.key() instanceof Expression.Range) {
      return frame -> Members.part(owner.run(frame), (Slices.Slice) key.run(frame), budget(frame));
    }
    boolean sliced = item.key().parts().stream().anyMatch(Expression.Range.class::isInstance);
    if (sliced && item.key() instanceof Expression.TupleOf && !item.isConstant()) {
      return frame -> {
        throw new ValueException(ErrorKind.SYNTAX, "a slice cannot stand among several keys");
      };
    }
    return frame -> Members.item(owner.run(frame), key.run(frame), frame.evaluation().budget());
  }

  private Code conditional(Expression.Conditional conditional) {
    Code test = compile(conditional.test(), true);
    Code then = compile(conditional.then(), true);
    Code otherwise =
        conditional.otherwise() == null
            ? frame ->
                Undefined.because(
                    "the inline if-expression evaluated to false and no else section was defined")
            : compile(conditional.otherwise(), true);
    return frame -> Truth.of(test.run(frame)) ? then.run(frame) : otherwise.run(frame);
  }

  private Code binary(Expression.Binary binary, boolean soft) {
    Code left = compile(binary.left(), soft);
    Code right = compile(binary.right(), soft);
    return switch (binary.sign()) {
      case "and" ->
          frame -> {
            Object value = left.run(frame);
            return Truth.of(value) ? right.run(frame) : value;
          };
      case "or" ->
          frame -> {
            Object value = left.run(frame);
            return Truth.of(value) ? value : right.run(frame);
          };
      case "+" -> budgeted(left, right, Operators::add);
      case "-" -> budgeted(left, right, (a, b, budget) -> Operators.subtract(a, b));
      case "*" -> budgeted(left, right, Operators::multiply);
      case "/" -> budgeted(left, right, (a, b, budget) -> Operators.divide(a, b));
      case "//" -> budgeted(left, right, (a, b, budget) -> Operators.floorDivide(a, b));
      case "%" -> budgeted(left, right, PercentFormat::remainder);
      default -> budgeted(left, right, Operators::power);
    };
  }

  private static Code budgeted(Code left, Code right, Operation operation) {
    return frame -> {
      Budget budget = frame.evaluation().budget();
      budget.step();
      return operation.of(left.run(frame), right.run(frame), budget);
    };
  }

  /** What a sign between two values does. */
  @FunctionalInterface
  private interface Operation {
    Object of(Object left, Object right, Budget budget);
  }

  private static Budget budget(Frame frame) {
    return frame.evaluation().budget();
  }

  private Code unary(Expression.Unary unary, boolean soft) {
    Code operand = compile(unary.operand(), soft);
    return switch (unary.sign()) {
      case "not" -> frame -> !Truth.of(operand.run(frame));
      case "-" -> frame -> Operators.negate(operand.run(frame));
      default -> frame -> Operators.plus(operand.run(frame));
    };
  }

  private Code comparison(Expression.Comparison comparison, boolean soft) {
    Code first = compile(comparison.first(), soft);
    List<Code> others = all(comparison.others(), soft);
    List<String> signs = comparison.signs();
    return frame -> {
      Object left = first.run(frame);
      for (int i = 0; i < others.size(); i++) {
        Object right = others.get(i).run(frame);
        if (!Comparisons.holds(signs.get(i), left, right, budget(frame))) {
          return false;
        }
        left = right;
      }
      return true;
    };
  }

  private Code concatenation(Expression.Concatenation concatenation, boolean soft) {
    List<Code> items = all(concatenation.items(), soft);
    return frame -> {
      StringBuilder out = new StringBuilder();
      for (Code each : items) {
        out.append(Printer.print(each.run(frame)));
        budget(frame).size(out.length());
      }
      return out.toString();
    };
  }

  /** Filters whose innermost value is made by this code. */
  Code filtered(Expression filters, Code innermost) {
    Expression.Filter filter = (Expression.Filter) filters;
    Code value = filter.value() == null ? innermost : filtered(filter.value(), innermost);
    return filter(filter, value, false);
  }

  private Code filter(Expression.Filter filter, Code value, boolean soft) {
    Callable function = library.filter(filter.name());
    if (function == null) {
      return unknown("filter", filter.name(), soft, filter.tag());
    }
    return applied(function, value, filter.arguments(), soft);
  }

  private Code test(Expression.Test test, boolean soft) {
    Callable function = library.test(test.name());
    Code value = compile(test.value(), soft);
    if (function == null) {
      return unknown("test", test.name(), soft, test.tag());
    }
    return applied(function, value, test.arguments(), soft);
  }

  private static Code unknown(String what, String name, boolean soft, Tag tag) {
    String message = "No " + what + " named '" + name + "'";
    if (!soft) {
      throw new PlacedException(ErrorKind.UNKNOWN_FUNCTION, message, tag);
    }
    return frame -> {
      throw new ValueException(ErrorKind.RUNTIME, message + " found");
    };
  }

  private Code applied(
      Callable function, Code value, Expression.CallArguments arguments, boolean soft) {
    CallCode given = new CallCode(this, arguments, soft);
    return frame -> {
      budget(frame).step();
      return function.call(given.after(value.run(frame), frame));
    };
  }

  private Code call(Expression.Call call, boolean soft) {
    CallCode given = new CallCode(this, call.arguments(), soft);
    if (call.callee() instanceof Expression.Attribute attribute) {
      Code owner = compile(attribute.owner(), soft);
      return frame -> {
        budget(frame).step();
        Object object = owner.run(frame);
        if (Members.isMethod(object, attribute.name())) {
          return Members.call(object, attribute.name(), given.arguments(frame));
        }
        return called(Members.attribute(object, attribute.name()), given, frame);
      };
    }
    Code callee = compile(call.callee(), soft);
    return frame -> {
      budget(frame).step();
      return called(callee.run(frame), given, frame);
    };
  }

  private static Object called(Object callee, CallCode given, Frame frame) {
    Arguments arguments = given.arguments(frame);
    if (callee instanceof Callable function) {
      return function.call(arguments);
    }
    if (callee instanceof Undefined undefined) {
      throw undefined.error();
    }
    Object function = callee instanceof TemplateObject object ? object.attribute("__call__") : null;
    if (function instanceof Callable callable) {
      return callable.call(arguments);
    }
    throw ValueException.type("'" + Printer.typeOf(callee) + "' object is not callable");
  }
}
