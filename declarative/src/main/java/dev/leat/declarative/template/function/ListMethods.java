package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Numbers;
import dev.leat.declarative.template.value.Truth;
import dev.leat.declarative.template.value.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The methods of a list, and of a tuple. */
final class ListMethods {

  static final Set<String> NAMES =
      Set.of(
          "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
          "reverse", "sort");

  /** Those of a tuple. */
  static final Set<String> READING = Set.of("count", "index");

  private ListMethods() {}

  static Object call(List<?> list, String name, Arguments given) {
    given.budget().steps(list.size());
    return switch (name) {
      case "count" -> {
        Object wanted = given.bind(1, "value")[0];
        yield list.stream().filter(each -> Equality.same(each, wanted)).count();
      }
      case "index" -> index(list, given);
      case "copy" -> {
        given.none();
        yield new ArrayList<>(list);
      }
      default -> Changes.made(() -> change(list, name, given));
    };
  }

  private static Object index(List<?> list, Arguments given) {
    Object[] bound = given.bind(1, "value", "start", "stop");
    int from = edge(bound[1], 0, list.size());
    int to = edge(bound[2], list.size(), list.size());
    for (int i = from; i < to; i++) {
      if (Equality.same(list.get(i), bound[0])) {
        return (long) i;
      }
    }
    throw ValueException.value("the value is not in list");
  }

  private static int edge(Object given, int otherwise, int size) {
    if (given == Arguments.ABSENT) {
      return otherwise;
    }
    int index = Numbers.position(given);
    return Math.max(0, Math.min(size, index < 0 ? index + size : index));
  }

  @SuppressWarnings("unchecked")
  private static Object change(List<?> read, String name, Arguments given) {
    List<Object> list = (List<Object>) read;
    switch (name) {
      case "append" -> {
        given.budget().size(list.size() + 1L);
        list.add(given.bind(1, "object")[0]);
      }
      case "clear" -> {
        given.none();
        list.clear();
      }
      case "extend" -> {
        List<Object> more = Iteration.list(given.bind(1, "iterable")[0], given.budget());
        given.budget().size((long) list.size() + more.size());
        list.addAll(more);
      }
      case "insert" -> {
        Object[] bound = given.bind(2, "index", "object");
        given.budget().size(list.size() + 1L);
        list.add(edge(bound[0], 0, list.size()), bound[1]);
      }
      case "pop" -> {
        return pop(list, given.bind(0, "index")[0]);
      }
      case "remove" -> remove(list, given.bind(1, "value")[0]);
      case "reverse" -> {
        given.none();
        Collections.reverse(list);
      }
      default -> {
        if (!given.positional().isEmpty()) {
          throw ValueException.type("sort() takes no positional arguments");
        }
        Object[] bound = given.bind(0, "reverse", "key");
        if (bound[1] != Arguments.ABSENT && bound[1] != null) {
          throw ValueException.type("sort() by a key is not available: use the filter sort");
        }
        boolean reversed = bound[0] != Arguments.ABSENT && Truth.of(bound[0]);
        List<Object> sorted = Sorting.sorted(new ArrayList<>(list), each -> each, reversed);
        list.clear();
        list.addAll(sorted);
      }
    }
    return null;
  }

  private static Object pop(List<Object> list, Object position) {
    if (list.isEmpty()) {
      throw new ValueException(ErrorKind.INDEX, "pop from empty list");
    }
    int index = position == Arguments.ABSENT ? -1 : Numbers.position(position);
    index = index < 0 ? index + list.size() : index;
    if (index < 0 || index >= list.size()) {
      throw new ValueException(ErrorKind.INDEX, "pop index out of range");
    }
    return list.remove(index);
  }

  private static void remove(List<Object> list, Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (Equality.same(list.get(i), value)) {
        list.remove(i);
        return;
      }
    }
    throw ValueException.value("list.remove(x): x not in list");
  }
}
