package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Ordering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Sorting by Python's order: stable, by a key that is computed once an item. */
final class Sorting {

  private Sorting() {}

  static List<Object> sorted(List<Object> items, Function<Object, Object> key, boolean reversed) {
    record Keyed(Object key, Object item) {}
    List<Keyed> keyed = new ArrayList<>(items.size());
    for (Object each : items) {
      keyed.add(new Keyed(key.apply(each), each));
    }
    // Reversing before and after keeps equal items in their order, as Python does.
    if (reversed) {
      Collections.reverse(keyed);
    }
    Comparator<Keyed> order =
        (a, b) -> Ordering.less(b.key(), a.key()) ? 1 : Ordering.less(a.key(), b.key()) ? -1 : 0;
    try {
      keyed.sort(order);
    } catch (IllegalArgumentException e) {
      // Values without an order among them, as NaN: any order is as good as another.
      keyed.sort(Comparator.comparing(each -> 0));
    }
    if (reversed) {
      Collections.reverse(keyed);
    }
    List<Object> sorted = new ArrayList<>(items.size());
    keyed.forEach(each -> sorted.add(each.item()));
    return sorted;
  }
}
