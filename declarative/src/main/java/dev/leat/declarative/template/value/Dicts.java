package dev.leat.declarative.template.value;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mappings by Python's rule for keys: {@code 1}, {@code 1.0} and {@code True} are the same key. */
public final class Dicts {

  private Dicts() {}

  /**
   * The value of a key.
   *
   * @return {@link TemplateObject#UNKNOWN} if there is none
   */
  public static Object get(Map<?, ?> map, Object key) {
    if (key instanceof String) {
      Object value = map.get(key);
      return value != null || map.containsKey(key) ? value : TemplateObject.UNKNOWN;
    }
    Object held = held(map, key);
    return held == TemplateObject.UNKNOWN ? held : map.get(held);
  }

  /**
   * The entries of a value that is a mapping.
   *
   * @return null if it is none
   */
  public static Map<?, ?> entries(Object value) {
    if (value instanceof AttributedMap map) {
      return map.entries();
    }
    return value instanceof Map<?, ?> map ? map : null;
  }

  /** Whether the key is there. */
  public static boolean contains(Map<?, ?> map, Object key) {
    return held(map, key) != TemplateObject.UNKNOWN;
  }

  /** Sets a value; an equal key keeps its first form. */
  public static void put(Map<Object, Object> map, Object key, Object value) {
    Object held = held(map, key);
    map.put(held == TemplateObject.UNKNOWN ? plain(key) : held, value);
  }

  /**
   * Takes a key out.
   *
   * @return its value, or {@link TemplateObject#UNKNOWN}
   */
  public static Object remove(Map<?, ?> map, Object key) {
    Object held = held(map, key);
    return held == TemplateObject.UNKNOWN ? held : map.remove(held);
  }

  /** Adds a value to a set, unless an equal one is there. */
  public static void add(Set<Object> set, Object value) {
    if (!contains(set, value)) {
      set.add(plain(value));
    }
  }

  /** Whether a set holds a value. */
  public static boolean contains(Set<?> set, Object value) {
    requireHashable(value);
    for (Object form : forms(plain(value))) {
      if (set.contains(form)) {
        return true;
      }
    }
    return false;
  }

  /** Refuses what cannot be a key. */
  public static void requireHashable(Object key) {
    if (key instanceof List
        || key instanceof Map
        || key instanceof Set
        || key instanceof DictView
        || key instanceof AttributedMap) {
      throw ValueException.type("unhashable type: '" + Printer.typeOf(key) + "'");
    }
    if (key instanceof Tuple tuple) {
      tuple.items().forEach(Dicts::requireHashable);
    }
  }

  private static Object held(Map<?, ?> map, Object key) {
    requireHashable(key);
    if (key == null) {
      for (Object each : map.keySet()) {
        if (each == null) {
          return null;
        }
      }
      return TemplateObject.UNKNOWN;
    }
    for (Object form : forms(plain(key))) {
      if (map.containsKey(form)) {
        return form;
      }
    }
    return TemplateObject.UNKNOWN;
  }

  private static Object plain(Object key) {
    return key instanceof Markup markup ? markup.text() : key;
  }

  /** Every Java object that stands for a key equal to this one. */
  private static List<?> forms(Object key) {
    if (key instanceof Boolean truth) {
      return truth ? List.of(true, 1L, 1.0) : List.of(false, 0L, 0.0, -0.0);
    }
    if (key instanceof Long number) {
      if (number == 0) {
        return List.of(0L, false, 0.0, -0.0);
      }
      if (number == 1) {
        return List.of(1L, true, 1.0);
      }
      double same = number;
      return Equality.same(number, same) ? List.of(number, same) : List.of(number);
    }
    if (key instanceof BigInteger number) {
      double same = number.doubleValue();
      return Equality.same(number, same) ? List.of(number, same) : List.of(number);
    }
    if (key instanceof Double number) {
      if (number == 0) {
        return forms(0L);
      }
      if (Math.rint(number) == number && !Double.isInfinite(number)) {
        Object whole = Numbers.whole(number);
        return number == 1 ? forms(1L) : List.of(number, whole);
      }
    }
    return Collections.singletonList(key);
  }
}
