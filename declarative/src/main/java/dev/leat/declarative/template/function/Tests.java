package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.AttributedMap;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Markup;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Ordering;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Jinja's tests. */
final class Tests {

  private Tests() {}

  static Map<String, Callable> all() {
    Map<String, Callable> tests = new HashMap<>();
    kinds(tests);
    for (String name : List.of("==", "eq", "equalto")) {
      two(tests, name, Equality::same);
    }
    for (String name : List.of("!=", "ne")) {
      two(tests, name, (a, b) -> !Equality.same(a, b));
    }
    for (String name : List.of(">", "gt", "greaterthan")) {
      order(tests, name, order -> order > 0);
    }
    for (String name : List.of("<", "lt", "lessthan")) {
      order(tests, name, order -> order < 0);
    }
    order(tests, ">=", order -> order >= 0);
    order(tests, "ge", order -> order >= 0);
    order(tests, "<=", order -> order <= 0);
    order(tests, "le", order -> order <= 0);
    two(tests, "sameas", Tests::identical);
    tests.put(
        "in",
        test(
            "in",
            given -> {
              Object[] bound = given.bind(2, "value", "seq");
              return Operators.contains(bound[1], bound[0], given.budget());
            }));
    two(tests, "divisibleby", (a, b) -> Equality.same(Operators.remainder(a, b), 0L));
    one(tests, "odd", value -> Equality.same(rest(value), 1L));
    one(tests, "even", value -> Equality.same(rest(value), 0L));
    tests.put(
        "filter",
        test(
            "filter",
            given -> given.surroundings().filter(name(given.bind(1, "value")[0])) != null));
    tests.put(
        "test",
        test("test", given -> given.surroundings().test(name(given.bind(1, "value")[0])) != null));
    return tests;
  }

  private static void kinds(Map<String, Callable> tests) {
    one(tests, "defined", value -> !(value instanceof Undefined));
    one(tests, "undefined", Undefined.class::isInstance);
    one(tests, "none", value -> value == null);
    one(tests, "boolean", Boolean.class::isInstance);
    one(tests, "true", value -> Boolean.TRUE.equals(value));
    one(tests, "false", value -> Boolean.FALSE.equals(value));
    one(tests, "integer", value -> Numbers.isWhole(value) && !(value instanceof Boolean));
    one(tests, "float", Double.class::isInstance);
    one(tests, "number", Numbers::isNumber);
    one(tests, "string", value -> Text.of(value) != null);
    one(tests, "lower", value -> TextKinds.holds("islower", Printer.print(value)));
    one(tests, "upper", value -> TextKinds.holds("isupper", Printer.print(value)));
    one(tests, "mapping", value -> value instanceof Map || value instanceof AttributedMap);
    one(tests, "iterable", Iteration::possible);
    one(tests, "escaped", Markup.class::isInstance);
    // An undefined value counts as callable: it has the method, which fails.
    one(tests, "callable", value -> value instanceof Callable || value instanceof Undefined);
    one(tests, "sequence", Tests::isSequence);
  }

  private static boolean isSequence(Object value) {
    return Text.of(value) != null
        || value instanceof List
        || value instanceof Map
        || value instanceof Tuple
        || value instanceof Bytes
        || value instanceof AttributedMap
        || value instanceof Undefined;
  }

  private static boolean identical(Object a, Object b) {
    if (a == b) {
      return true;
    }
    boolean small =
        (a instanceof Boolean && b instanceof Boolean)
            || (a instanceof Long && b instanceof Long)
            || (a instanceof String && b instanceof String);
    return small && a.equals(b);
  }

  private static String name(Object value) {
    Dicts.requireHashable(value);
    return Printer.print(value);
  }

  private static Object rest(Object value) {
    return PercentFormat.remainder(value, 2L, new Budget(1000, 100, 100_000));
  }

  private static void one(Map<String, Callable> tests, String name, Predicate<Object> body) {
    tests.put(name, test(name, given -> body.test(given.bind(1, "value")[0])));
  }

  private static void two(
      Map<String, Callable> tests, String name, BiPredicate<Object, Object> body) {
    tests.put(
        name,
        test(
            name,
            given -> {
              Object[] bound = given.bind(2, "value", name.equals("divisibleby") ? "num" : "other");
              return body.test(bound[0], bound[1]);
            }));
  }

  private static void order(Map<String, Callable> tests, String name, Predicate<Integer> body) {
    two(
        tests,
        name,
        (a, b) -> {
          Integer order = Ordering.compare(name, a, b);
          return order != null && body.test(order);
        });
  }

  private static Callable test(String name, Predicate<Arguments> body) {
    return Callable.function("test_" + name, body::test);
  }
}
