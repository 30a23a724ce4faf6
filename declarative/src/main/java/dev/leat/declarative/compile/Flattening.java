package dev.leat.declarative.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves of a row as fields of it. A leaf has its own name, unless a field has it already or a list
 * was met: then the name of what it stands in goes before it.
 */
final class Flattening {

  /** A value that is not looked into yet. */
  private record Open(Object value, String name) {}

  private Flattening() {}

  static Map<String, Object> of(Map<String, Object> fields, boolean lists) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(fields, "_"));
    Map<String, Object> flat = new LinkedHashMap<>();
    boolean named = false;
    while (!open.isEmpty()) {
      Open at = open.pop();
      if (at.value() instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> each : map.entrySet()) {
          String name = (String) each.getKey();
          boolean whole = named || flat.containsKey(name);
          open.push(new Open(each.getValue(), whole ? at.name() + "." + name : name));
        }
      } else if (lists && at.value() instanceof List<?> list) {
        named |= !list.isEmpty();
        for (int i = 0; i < list.size(); i++) {
          open.push(new Open(list.get(i), at.name() + "." + i));
        }
      } else {
        put(flat, at.name(), at.value());
      }
    }
    return flat;
  }

  /** Two leaves of one name: neither is lost, the later one gets a number. */
  private static void put(Map<String, Object> flat, String name, Object value) {
    String free = name;
    for (int number = 2; flat.containsKey(free); number++) {
      free = name + "." + number;
    }
    flat.put(free, value);
  }
}
