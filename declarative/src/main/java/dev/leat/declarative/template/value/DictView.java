package dev.leat.declarative.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The keys, values or items of a mapping, as it is now. */
public final class DictView extends TemplateObject implements Iterable<Object> {

  /** Which part of a mapping is shown. */
  public enum Part {
    /** The keys. */
    KEYS,
    /** The values. */
    VALUES,
    /** Pairs of both. */
    ITEMS
  }

  private final Map<?, ?> map;
  private final Part part;

  /**
   * @param map the mapping that is looked at
   * @param part what of it
   */
  public DictView(Map<?, ?> map, Part part) {
    this.map = map;
    this.part = part;
  }

  /** How many there are. */
  public int size() {
    return map.size();
  }

  /** Which part this is. */
  public Part part() {
    return part;
  }

  /** Whether the value is among them. */
  public boolean contains(Object value) {
    if (part == Part.KEYS) {
      return Dicts.contains(map, value);
    }
    for (Object each : this) {
      if (Equality.same(each, value)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Object next() {
        Map.Entry<?, ?> entry = entries.next();
        return switch (part) {
          case KEYS -> entry.getKey();
          case VALUES -> entry.getValue();
          case ITEMS -> Tuple.of(entry.getKey(), entry.getValue());
        };
      }
    };
  }

  @Override
  public String typeName() {
    return switch (part) {
      case KEYS -> "dict_keys";
      case VALUES -> "dict_values";
      case ITEMS -> "dict_items";
    };
  }

  @Override
  public String repr() {
    List<Object> all = new ArrayList<>();
    iterator().forEachRemaining(all::add);
    return typeName() + "(" + Printer.repr(all) + ")";
  }

  @Override
  public boolean truth() {
    return !map.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    if (part == Part.VALUES || !(other instanceof DictView view) || view.part == Part.VALUES) {
      return this == other;
    }
    if (size() != view.size()) {
      return false;
    }
    for (Object each : this) {
      if (!view.contains(each)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return size();
  }
}
