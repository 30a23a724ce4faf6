package dev.leat.declarative.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Going through a value. */
public final class Iteration {

  private Iteration() {}

  /**
   * The items of a value, in order: of a mapping its keys, of text its characters.
   *
   * @throws ValueException of kind TYPE if the value has no items
   */
  public static Iterator<?> of(Object value) {
    Iterator<?> items = orNull(value);
    if (items == null) {
      throw ValueException.type("'" + Printer.typeOf(value) + "' object is not iterable");
    }
    return items;
  }

  /** Whether {@link #of} would answer. */
  public static boolean possible(Object value) {
    return orNull(value) != null;
  }

  /**
   * A copy of the items as a list that can be changed.
   *
   * @throws ValueException of kind TYPE if the value has no items
   */
  public static List<Object> list(Object value, Budget budget) {
    List<Object> all = new ArrayList<>();
    Iterator<?> items = of(value);
    while (items.hasNext()) {
      budget.step();
      all.add(items.next());
      if ((all.size() & 0xfff) == 0) {
        budget.size(all.size());
      }
    }
    return all;
  }

  /**
   * How many items.
   *
   * @return null if the value has no length
   */
  public static Integer length(Object value) {
    String text = Text.of(value);
    if (text != null) {
      return Text.length(text);
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Set<?> set) {
      return set.size();
    }
    if (value instanceof Tuple tuple) {
      return tuple.items().size();
    }
    if (value instanceof DictView view) {
      return view.size();
    }
    if (value instanceof Bytes bytes) {
      return bytes.length();
    }
    if (value instanceof AttributedMap map) {
      return map.entries().size();
    }
    return value instanceof Undefined ? (Integer) 0 : null;
  }

  private static Iterator<?> orNull(Object value) {
    if (value instanceof List<?> list) {
      return list.iterator();
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().iterator();
    }
    if (value instanceof Set<?> set) {
      return set.iterator();
    }
    if (value instanceof Tuple tuple) {
      return tuple.items().iterator();
    }
    if (value instanceof DictView view) {
      return view.iterator();
    }
    if (value instanceof Lazy lazy) {
      return lazy;
    }
    if (value instanceof AttributedMap map) {
      return map.entries().keySet().iterator();
    }
    if (value instanceof Bytes bytes) {
      List<Long> values = new ArrayList<>();
      for (int i = 0; i < bytes.length(); i++) {
        values.add(bytes.at(i));
      }
      return values.iterator();
    }
    if (value instanceof Undefined) {
      return Collections.emptyIterator();
    }
    String text = Text.of(value);
    return text == null ? null : text.codePoints().mapToObj(Character::toString).iterator();
  }
}
