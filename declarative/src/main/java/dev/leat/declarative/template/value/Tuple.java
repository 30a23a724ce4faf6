package dev.leat.declarative.template.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A list that never changes and may be a key. Immutable if its items are. */
public final class Tuple extends TemplateObject {

  private final List<Object> items;
  private final String shown;
  private final List<String> names;

  /**
   * @param items the items; copied
   */
  public Tuple(List<?> items) {
    this(items.toArray(), "", List.of());
  }

  private Tuple(Object[] items, String shown, List<String> names) {
    this.items = Collections.unmodifiableList(Arrays.asList(items));
    this.shown = shown;
    this.names = names;
  }

  /**
   * A tuple whose items can be asked for by names too.
   *
   * @param shown the name under which it prints; empty to print as any tuple
   */
  public static Tuple named(String shown, List<String> names, Object... items) {
    return new Tuple(items.clone(), shown, names);
  }

  /** A tuple of these values, which may be null for None. */
  public static Tuple of(Object... items) {
    return new Tuple(items.clone(), "", List.of());
  }

  /** Whether it prints with a name in front. */
  boolean isShownByName() {
    return !shown.isEmpty();
  }

  /** The items in order. */
  public List<Object> items() {
    return items;
  }

  @Override
  public String typeName() {
    return "tuple";
  }

  @Override
  public String repr() {
    if (shown.isEmpty()) {
      return Printer.repr(new Tuple(items));
    }
    StringBuilder out = new StringBuilder(shown).append('(');
    for (int i = 0; i < items.size(); i++) {
      String before = i == 0 ? "" : ", ";
      out.append(before).append(names.get(i)).append('=').append(Printer.repr(items.get(i)));
    }
    return out.append(')').toString();
  }

  @Override
  public boolean truth() {
    return !items.isEmpty();
  }

  @Override
  public Object attribute(String name) {
    int place = names.indexOf(name);
    return place < 0 ? UNKNOWN : items.get(place);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple tuple && Equality.equalLists(items, tuple.items);
  }

  @Override
  public int hashCode() {
    int hash = 7;
    for (Object item : items) {
      hash = 31 * hash + Equality.hash(item);
    }
    return hash;
  }
}
