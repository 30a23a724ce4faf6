package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Arguments;
import dev.leat.declarative.template.value.DictView;
import dev.leat.declarative.template.value.Dicts;
import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.Iteration;
import dev.leat.declarative.template.value.Printer;
import dev.leat.declarative.template.value.TemplateObject;
import dev.leat.declarative.template.value.Tuple;
import dev.leat.declarative.template.value.ValueException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of a dict. */
final class DictMethods {

  static final Set<String> NAMES =
      Set.of(
          "clear",
          "copy",
          "fromkeys",
          "get",
          "items",
          "keys",
          "pop",
          "popitem",
          "setdefault",
          "update",
          "values");

  /** Those of a mapping that is not a dict. */
  static final Set<String> READING = Set.of("get", "items", "keys", "values");

  private DictMethods() {}

  static Object call(Map<?, ?> map, String name, Arguments given) {
    return switch (name) {
      case "get" -> {
        Object[] bound = given.bind(1, "key", "default");
        Object value = Dicts.get(map, bound[0]);
        yield value != TemplateObject.UNKNOWN
            ? value
            : bound[1] == Arguments.ABSENT ? null : bound[1];
      }
      case "keys" -> view(map, DictView.Part.KEYS, given);
      case "values" -> view(map, DictView.Part.VALUES, given);
      case "items" -> view(map, DictView.Part.ITEMS, given);
      case "copy" -> {
        given.none();
        yield new LinkedHashMap<>(map);
      }
      case "fromkeys" -> fromKeys(given);
      default -> Changes.made(() -> change(map, name, given));
    };
  }

  @SuppressWarnings("unchecked")
  private static Object change(Map<?, ?> map, String name, Arguments given) {
    Map<Object, Object> changed = (Map<Object, Object>) map;
    switch (name) {
      case "clear" -> {
        given.none();
        changed.clear();
        return null;
      }
      case "pop" -> {
        Object[] bound = given.bind(1, "key", "default");
        Object value = Dicts.remove(map, bound[0]);
        if (value == TemplateObject.UNKNOWN) {
          if (bound[1] == Arguments.ABSENT) {
            throw new ValueException(ErrorKind.KEY, Printer.repr(bound[0]));
          }
          return bound[1];
        }
        return value;
      }
      case "popitem" -> {
        given.none();
        return popItem(map);
      }
      case "setdefault" -> {
        Object[] both = given.bind(1, "key", "default");
        Object held = Dicts.get(map, both[0]);
        if (held != TemplateObject.UNKNOWN) {
          return held;
        }
        Object set = both[1] == Arguments.ABSENT ? null : both[1];
        Dicts.put(changed, both[0], set);
        return set;
      }
      default -> {
        update(changed, given);
        return null;
      }
    }
  }

  private static Object popItem(Map<?, ?> map) {
    Object last = TemplateObject.UNKNOWN;
    for (Object key : map.keySet()) {
      last = key;
    }
    if (last == TemplateObject.UNKNOWN) {
      throw new ValueException(ErrorKind.KEY, "'popitem(): dictionary is empty'");
    }
    return Tuple.of(last, map.remove(last));
  }

  /** What {@code dict(...)} makes of its arguments, put into a dict. */
  static void update(Map<Object, Object> map, Arguments given) {
    if (given.positional().size() > 1) {
      throw ValueException.type("expected at most 1 argument");
    }
    for (Object more : given.positional()) {
      Map<?, ?> other = Dicts.entries(more);
      if (other != null) {
        other.forEach((key, value) -> Dicts.put(map, key, value));
      } else {
        pairs(map, more, given);
      }
    }
    given.named().forEach((key, value) -> Dicts.put(map, key, value));
  }

  private static void pairs(Map<Object, Object> map, Object pairs, Arguments given) {
    Iterator<?> each = Iteration.of(pairs);
    while (each.hasNext()) {
      List<Object> pair = Iteration.list(each.next(), given.budget());
      if (pair.size() != 2) {
        throw ValueException.value(
            "dictionary update sequence element has length " + pair.size() + "; 2 is required");
      }
      Dicts.put(map, pair.get(0), pair.get(1));
    }
  }

  private static Object fromKeys(Arguments given) {
    Object[] bound = given.bind(1, "iterable", "value");
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object key : Iteration.list(bound[0], given.budget())) {
      Dicts.put(map, key, bound[1] == Arguments.ABSENT ? null : bound[1]);
    }
    return map;
  }

  private static Object view(Map<?, ?> map, DictView.Part part, Arguments given) {
    given.none();
    return new DictView(map, part);
  }
}
