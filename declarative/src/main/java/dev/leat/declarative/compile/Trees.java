package dev.leat.declarative.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Changes to the fields of a row, however deep. Stateless. */
final class Trees {

  private Trees() {}

  /** Whether a step counts in a list. */
  static boolean isIndex(String step) {
    return step.matches("\\d{1,6}");
  }

  /** Puts a value at a path: what is missing on the way is made, lists are filled with nulls. */
  static void put(Map<String, Object> fields, List<String> path, Object value) {
    Object at = fields;
    for (int i = 0; i < path.size(); i++) {
      Object next =
          i + 1 == path.size()
              ? value
              : container(at, path.get(i), isIndex(path.get(i + 1)) && i + 1 < path.size());
      set(at, path.get(i), next);
      at = next;
    }
  }

  private static Object container(Object at, String step, boolean list) {
    Object there = child(at, step);
    if (there instanceof Map || there instanceof List) {
      return there;
    }
    return list ? new ArrayList<>() : new LinkedHashMap<String, Object>();
  }

  private static Object child(Object at, String step) {
    if (at instanceof Map<?, ?> map) {
      return map.get(step);
    }
    return at instanceof List<?> list && isIndex(step) && Integer.parseInt(step) < list.size()
        ? list.get(Integer.parseInt(step))
        : null;
  }

  @SuppressWarnings("unchecked") // of a row: objects have text as names
  private static void set(Object at, String step, Object value) {
    if (at instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(step, value);
    } else if (at instanceof List<?> list && isIndex(step)) {
      List<Object> items = (List<Object>) list;
      while (items.size() <= Integer.parseInt(step)) {
        items.add(null);
      }
      items.set(Integer.parseInt(step), value);
    }
  }

  /**
   * Removes what a path leads to: an element of a list becomes null.
   *
   * @param path {@code *} and {@code ?} in a step are wildcards, a step {@code **} is any depth
   */
  static void remove(Object at, List<String> path, Predicate<Object> wanted) {
    if (path.isEmpty()) {
      return;
    }
    String step = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (step.equals("**") && !rest.isEmpty()) {
      remove(at, rest, wanted);
      children(at).forEach((name, child) -> remove(child, path, wanted));
      return;
    }
    if (step.equals("**")) {
      children(at)
          .forEach(
              (name, child) -> {
                if (wanted.test(child)) {
                  delete(at, name);
                } else {
                  remove(child, path, wanted);
                }
              });
      return;
    }
    Pattern pattern = pattern(step);
    children(at)
        .forEach(
            (name, child) -> {
              if (!pattern.matcher(name).matches()) {
                return;
              }
              if (!rest.isEmpty()) {
                remove(child, rest, wanted);
              } else if (wanted.test(child)) {
                delete(at, name);
              }
            });
  }

  private static Pattern pattern(String step) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < step.length(); i++) {
      char each = step.charAt(i);
      pattern.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static Map<String, Object> children(Object at) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (at instanceof Map<?, ?> map) {
      map.forEach((name, value) -> all.put((String) name, value));
    } else if (at instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        all.put(Integer.toString(i), list.get(i));
      }
    }
    return all;
  }

  private static void delete(Object at, String name) {
    if (at instanceof Map<?, ?> map) {
      map.remove(name);
    } else {
      set(at, name, null);
    }
  }

  /** The fields under other names, those within objects too, those within lists not. */
  static Map<String, Object> renamed(Map<?, ?> fields, UnaryOperator<String> name) {
    Map<String, Object> all = new LinkedHashMap<>();
    fields.forEach(
        (old, value) ->
            all.put(
                name.apply((String) old),
                value instanceof Map<?, ?> inner ? renamed(inner, name) : value));
    return all;
  }

  /** What stands at a path; null if nothing does. */
  static Object at(Object fields, List<String> path) {
    Object at = fields;
    for (String step : path) {
      at = child(at, step);
    }
    return at;
  }
}
