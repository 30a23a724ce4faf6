package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Jinja's filters that apply another filter or test to each item, and {@code default}. */
final class ChoiceFilters {

  private ChoiceFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    for (String name : List.of("default", "d")) {
      Filter.add(
          filters,
          name,
          1,
          "value default_value boolean",
          (b, g) ->
              b[0] instanceof Undefined || (Filter.flag(b[2], false) && !Truth.of(b[0]))
                  ? Filter.or(b[1], "")
                  : b[0]);
    }
    Filter.add(filters, "attr", 2, "obj name", ChoiceFilters::attribute);
    filters.put("map", Callable.function("map", ChoiceFilters::map));
    for (String name : List.of("select", "reject", "selectattr", "rejectattr")) {
      filters.put(name, Callable.function(name, given -> chosen(name, given)));
    }
    return filters;
  }

  private static Object attribute(Object[] bound, Arguments given) {
    String name = TextMethods.required(bound[1]);
    if (bound[0] instanceof Map && !Members.isMethod(bound[0], name)) {
      return Undefined.member(bound[0], name);
    }
    return given.surroundings().attribute(bound[0], name);
  }

  private static Object map(Arguments given) {
    Object value = first(given);
    return new Later(
            "generator object sync_do_map",
            () -> {
              if (!Truth.of(value)) {
                return Collections.emptyIterator();
              }
              Function<Object, Object> change = change(given);
              return mapped(Iteration.of(value), change, given);
            })
        .lazy();
  }

  private static Iterator<Object> mapped(
      Iterator<?> items, Function<Object, Object> change, Arguments given) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Object next() {
        given.budget().step();
        return change.apply(items.next());
      }
    };
  }

  private static Function<Object, Object> change(Arguments given) {
    List<Object> rest = given.positional().subList(1, given.positional().size());
    if (rest.isEmpty() && given.named().containsKey("attribute")) {
      Map<String, Object> named = new LinkedHashMap<>(given.named());
      Object attribute = named.remove("attribute");
      Object otherwise = named.remove("default");
      if (!named.isEmpty()) {
        throw Filter.argument(
            "Unexpected keyword argument " + Printer.repr(named.keySet().iterator().next()));
      }
      return Attributes.getter(attribute, otherwise, false, given);
    }
    if (rest.isEmpty()) {
      throw Filter.argument("map requires a filter argument");
    }
    return item ->
        named("filter", rest.get(0), given.surroundings()::filter)
            .call(after(item, rest.subList(1, rest.size()), given));
  }

  private static Object chosen(String name, Arguments given) {
    Object value = first(given);
    return new Later(
            "generator object select_or_reject",
            () -> {
              if (!Truth.of(value)) {
                return Collections.emptyIterator();
              }
              Predicate<Object> test = test(name.endsWith("attr"), given);
              Predicate<Object> keeps = name.startsWith("select") ? test : test.negate();
              return kept(Iteration.of(value), keeps, given);
            })
        .lazy();
  }

  private static Iterator<Object> kept(
      Iterator<?> items, Predicate<Object> keeps, Arguments given) {
    return new Iterator<>() {
      private final List<Object> next = new ArrayList<>(1);

      @Override
      public boolean hasNext() {
        while (next.isEmpty() && items.hasNext()) {
          given.budget().step();
          Object item = items.next();
          if (keeps.test(item)) {
            next.add(item);
          }
        }
        return !next.isEmpty();
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no further item");
        }
        return next.remove(0);
      }
    };
  }

  private static Predicate<Object> test(boolean ofAttribute, Arguments given) {
    List<Object> rest = given.positional().subList(1, given.positional().size());
    Function<Object, Object> part = item -> item;
    if (ofAttribute) {
      if (rest.isEmpty()) {
        throw Filter.argument("Missing parameter for attribute name");
      }
      part = Attributes.getter(rest.get(0), null, false, given);
      rest = rest.subList(1, rest.size());
    }
    Function<Object, Object> of = part;
    if (rest.isEmpty()) {
      return item -> Truth.of(of.apply(item));
    }
    Object name = rest.get(0);
    List<Object> more = rest.subList(1, rest.size());
    return item ->
        Truth.of(
            named("test", name, given.surroundings()::test)
                .call(after(of.apply(item), more, given)));
  }

  private static Callable named(String what, Object name, Function<String, Callable> all) {
    Callable function = all.apply(Printer.print(name));
    if (function == null) {
      throw new ValueException(ErrorKind.RUNTIME, "No " + what + " named " + Printer.repr(name));
    }
    return function;
  }

  private static Arguments after(Object item, List<Object> rest, Arguments given) {
    List<Object> arguments = new ArrayList<>(rest.size() + 1);
    arguments.add(item);
    arguments.addAll(rest);
    return given.with(arguments, given.named());
  }

  private static Object first(Arguments given) {
    if (given.positional().isEmpty()) {
      throw ValueException.type("misses argument 'value'");
    }
    return given.positional().get(0);
  }
}
