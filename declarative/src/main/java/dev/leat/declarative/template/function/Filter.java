package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.Map;

/** How filters are declared: a name, the names of their parameters, a body. */
final class Filter {

  private Filter() {}

  /** What a filter does with its arguments in the order of its parameters. */
  @FunctionalInterface
  interface Body {
    Object apply(Object[] bound, Arguments given);
  }

  /**
   * Adds a filter.
   *
   * @param required how many parameters must be given, the filtered value included
   */
  static void add(
      Map<String, Callable> filters, String name, int required, String parameters, Body body) {
    String[] names = parameters.split(" ", -1);
    filters.put(
        name, Callable.function(name, given -> body.apply(given.bind(required, names), given)));
  }

  static boolean flag(Object given, boolean otherwise) {
    return given == Arguments.ABSENT ? otherwise : Truth.of(given);
  }

  static int number(Object given, int otherwise) {
    return given == Arguments.ABSENT ? otherwise : Numbers.position(given);
  }

  static Object or(Object given, Object otherwise) {
    return given == Arguments.ABSENT ? otherwise : given;
  }

  /** What Jinja calls a soft text: the value as it prints. */
  static String soft(Object value) {
    return Printer.print(value);
  }

  /** The entries of a mapping, for a filter that goes through its items. */
  static Map<?, ?> mapping(Object value) {
    Map<?, ?> map = Dicts.entries(value);
    if (map != null) {
      return map;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    throw new ValueException(
        ErrorKind.ATTRIBUTE, "'" + Printer.typeOf(value) + "' object has no attribute 'items'");
  }

  static ValueException argument(String message) {
    return new ValueException(ErrorKind.ARGUMENT, message);
  }
}
