package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Bytes;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.DictView;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Lazy;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.Text;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.Undefined;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Jinja's filters of lists and mappings. */
final class ListFilters {

  private ListFilters() {}

  static Map<String, Callable> all() {
    Map<String, Callable> filters = new HashMap<>();
    Filter.add(filters, "list", 1, "value", (b, g) -> Iteration.list(b[0], g.budget()));
    for (String name : List.of("length", "count")) {
      Filter.add(filters, name, 1, "obj", (b, g) -> length(b[0]));
    }
    Filter.add(filters, "first", 1, "seq", (b, g) -> first(b[0]));
    Filter.add(filters, "last", 1, "seq", ListFilters::last);
    Filter.add(filters, "random", 1, "seq", ListFilters::random);
    Filter.add(filters, "join", 1, "value d attribute", ListFilters::join);
    Filter.add(filters, "reverse", 1, "value", ListFilters::reverse);
    Filter.add(filters, "sort", 1, "value reverse case_sensitive attribute", ListFilters::sort);
    Filter.add(filters, "unique", 1, "value case_sensitive attribute", ListFilters::unique);
    for (String name : List.of("min", "max")) {
      Filter.add(
          filters,
          name,
          1,
          "value case_sensitive attribute",
          (b, g) -> extreme(b, g, name.equals("max")));
    }
    Filter.add(filters, "sum", 1, "iterable attribute start", ListFilters::sum);
    Filter.add(filters, "slice", 2, "value slices fill_with", ListFilters::slice);
    Filter.add(filters, "batch", 2, "value linecount fill_with", ListFilters::batch);
    Filter.add(
        filters, "groupby", 2, "value attribute default case_sensitive", ListFilters::groupBy);
    Filter.add(filters, "dictsort", 1, "value case_sensitive by reverse", ListFilters::dictSort);
    Filter.add(filters, "items", 1, "value", (b, g) -> items(b[0]));
    return filters;
  }

  private static Object length(Object value) {
    Integer length = Iteration.length(value);
    if (length == null) {
      throw ValueException.type("object of type '" + Printer.typeOf(value) + "' has no len()");
    }
    return (long) length;
  }

  private static Object first(Object value) {
    Iterator<?> items = Iteration.of(value);
    return items.hasNext() ? items.next() : Undefined.because("No first item, sequence was empty.");
  }

  private static Object last(Object[] bound, Arguments given) {
    List<Object> items = reversible(bound[0], given);
    return items.isEmpty()
        ? Undefined.because("No last item, sequence was empty.")
        : items.get(items.size() - 1);
  }

  private static List<Object> reversible(Object value, Arguments given) {
    boolean possible =
        Text.of(value) != null
            || value instanceof List
            || value instanceof Tuple
            || value instanceof Map
            || value instanceof DictView
            || value instanceof Bytes;
    if (!possible) {
      if (value instanceof Undefined) {
        return List.of();
      }
      throw ValueException.type("'" + Printer.typeOf(value) + "' object is not reversible");
    }
    return Iteration.list(value, given.budget());
  }

  private static Object random(Object[] bound, Arguments given) {
    Integer length = Iteration.length(bound[0]);
    if (length == null) {
      throw ValueException.type("object of type '" + Printer.typeOf(bound[0]) + "' has no len()");
    }
    if (length == 0) {
      return Undefined.because("No random item, sequence was empty.");
    }
    Object position = (long) given.surroundings().random().nextInt(length);
    Object item = given.surroundings().item(bound[0], position);
    if (item instanceof Undefined && bound[0] instanceof Map) {
      throw new ValueException(ErrorKind.KEY, Printer.repr(position));
    }
    return item;
  }

  private static Object join(Object[] bound, Arguments given) {
    String between = Printer.print(Filter.or(bound[1], ""));
    Object attribute = Filter.or(bound[2], null);
    Function<Object, Object> getter =
        attribute == null ? null : Attributes.getter(attribute, null, false, given);
    StringBuilder out = new StringBuilder();
    Iterator<?> items = Iteration.of(bound[0]);
    boolean first = true;
    while (items.hasNext()) {
      Object each = items.next();
      out.append(first ? "" : between)
          .append(Printer.print(getter == null ? each : getter.apply(each)));
      given.budget().size(out.length());
      given.budget().step();
      first = false;
    }
    return out.toString();
  }

  private static Object reverse(Object[] bound, Arguments given) {
    Object value = bound[0];
    String text = Text.of(value);
    if (text != null) {
      int[] points = text.codePoints().toArray();
      StringBuilder out = new StringBuilder();
      for (int i = points.length - 1; i >= 0; i--) {
        out.appendCodePoint(points[i]);
      }
      return out.toString();
    }
    if (!Iteration.possible(value)) {
      throw Filter.argument("argument must be iterable");
    }
    List<Object> items = Iteration.list(value, given.budget());
    Collections.reverse(items);
    if (value instanceof Lazy || value instanceof Set) {
      return items;
    }
    return new Lazy(
        value instanceof List ? "list_reverseiterator object" : "reversed object",
        items.iterator());
  }

  private static Object sort(Object[] bound, Arguments given) {
    boolean reversed = Filter.flag(bound[1], false);
    boolean ignoreCase = !Filter.flag(bound[2], false);
    Function<Object, Object> key = Attributes.getters(Filter.or(bound[3], null), ignoreCase, given);
    List<Object> items = Iteration.list(bound[0], given.budget());
    given.budget().steps(8L * items.size());
    return Sorting.sorted(items, key, reversed);
  }

  private static Object unique(Object[] bound, Arguments given) {
    boolean ignoreCase = !Filter.flag(bound[1], false);
    Function<Object, Object> key =
        Attributes.getter(Filter.or(bound[2], null), null, ignoreCase, given);
    Set<Object> seen = new LinkedHashSet<>();
    List<Object> kept = new ArrayList<>();
    Iterator<?> items = Iteration.of(bound[0]);
    return new Later(
            "generator object sync_do_unique",
            () -> {
              while (items.hasNext()) {
                Object each = items.next();
                int before = seen.size();
                Dicts.add(seen, key.apply(each));
                if (seen.size() > before) {
                  kept.add(each);
                }
              }
              return kept.iterator();
            })
        .lazy();
  }

  private static Object extreme(Object[] bound, Arguments given, boolean largest) {
    boolean ignoreCase = !Filter.flag(bound[1], false);
    List<Object> items = Iteration.list(bound[0], given.budget());
    if (items.isEmpty()) {
      return Undefined.because("No aggregated item, sequence was empty.");
    }
    Function<Object, Object> key =
        Attributes.getter(Filter.or(bound[2], null), null, ignoreCase, given);
    return Macros.extreme(items, key, largest);
  }

  private static Object sum(Object[] bound, Arguments given) {
    Object attribute = Filter.or(bound[1], null);
    Object total = Filter.or(bound[2], 0L);
    if (Text.of(total) != null) {
      throw ValueException.type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    Function<Object, Object> getter =
        attribute == null ? null : Attributes.getter(attribute, null, false, given);
    Iterator<?> items = Iteration.of(bound[0]);
    while (items.hasNext()) {
      Object each = items.next();
      given.budget().step();
      total = Operators.add(total, getter == null ? each : getter.apply(each), given.budget());
    }
    return total;
  }

  private static Object slice(Object[] bound, Arguments given) {
    Object fill = Filter.or(bound[2], null);
    return new Later(
            "generator object sync_do_slice",
            () -> {
              List<Object> all = Iteration.list(bound[0], given.budget());
              int slices = Numbers.position(bound[1]);
              if (slices == 0) {
                throw new ValueException(
                    ErrorKind.ZERO_DIVISION, "integer division or modulo by zero");
              }
              return sliced(all, slices, fill, given).iterator();
            })
        .lazy();
  }

  private static List<Object> sliced(List<Object> all, int slices, Object fill, Arguments given) {
    int each = Math.floorDiv(all.size(), slices);
    int larger = Math.floorMod(all.size(), slices);
    List<Object> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < slices; i++) {
      given.budget().step();
      int end = at + each + (i < larger ? 1 : 0);
      List<Object> part = new ArrayList<>(all.subList(at, end));
      if (fill != null && i >= larger) {
        part.add(fill);
      }
      parts.add(part);
      at = end;
    }
    return parts;
  }

  private static Object batch(Object[] bound, Arguments given) {
    Object fill = Filter.or(bound[2], null);
    return new Later(
            "generator object do_batch",
            () -> {
              List<Object> parts = new ArrayList<>();
              List<Object> part = new ArrayList<>();
              for (Object each : Iteration.list(bound[0], given.budget())) {
                if (Equality.same((long) part.size(), bound[1])) {
                  parts.add(part);
                  part = new ArrayList<>();
                }
                part.add(each);
              }
              if (!part.isEmpty()) {
                parts.add(part);
                while (fill != null && part.size() < Numbers.position(bound[1])) {
                  given.budget().step();
                  given.budget().size(part.size());
                  part.add(fill);
                }
              }
              return parts.iterator();
            })
        .lazy();
  }

  private static Object groupBy(Object[] bound, Arguments given) {
    boolean ignoreCase = !Filter.flag(bound[3], false);
    Object otherwise = Filter.or(bound[2], null);
    Function<Object, Object> key = Attributes.getter(bound[1], otherwise, ignoreCase, given);
    Function<Object, Object> shown = Attributes.getter(bound[1], otherwise, false, given);
    List<Object> sorted = Sorting.sorted(Iteration.list(bound[0], given.budget()), key, false);
    List<Object> groups = new ArrayList<>();
    List<Object> group = new ArrayList<>();
    Object last = null;
    for (Object each : sorted) {
      Object eachKey = key.apply(each);
      if (group.isEmpty() || !Equality.same(eachKey, last)) {
        group = new ArrayList<>();
        groups.add(
            Tuple.named(
                "", List.of("grouper", "list"), ignoreCase ? shown.apply(each) : eachKey, group));
        last = eachKey;
      }
      group.add(each);
    }
    return groups;
  }

  private static Object dictSort(Object[] bound, Arguments given) {
    boolean caseSensitive = Filter.flag(bound[1], false);
    Object by = Filter.or(bound[2], "key");
    boolean byKey = Equality.same(by, "key");
    if (!byKey && !Equality.same(by, "value")) {
      throw Filter.argument("You can only sort by either \"key\" or \"value\"");
    }
    Map<?, ?> map = Filter.mapping(bound[0]);
    Function<Object, Object> part = Attributes.getter(byKey ? 0L : 1L, null, !caseSensitive, given);
    List<Object> pairs = Iteration.list(new DictView(map, DictView.Part.ITEMS), given.budget());
    return Sorting.sorted(pairs, part, Filter.flag(bound[3], false));
  }

  private static Object items(Object value) {
    return new Later(
            "generator object do_items",
            () -> {
              if (value instanceof Undefined) {
                return Collections.emptyIterator();
              }
              Map<?, ?> map = Dicts.entries(value);
              if (map == null) {
                throw ValueException.type("Can only get item pairs from a mapping.");
              }
              return new DictView(map, DictView.Part.ITEMS).iterator();
            })
        .lazy();
  }
}
