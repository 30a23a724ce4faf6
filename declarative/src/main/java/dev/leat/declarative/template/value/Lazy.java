package dev.leat.declarative.template.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Values that are made when they are asked for, once. */
public final class Lazy extends TemplateObject implements Iterator<Object> {

  private final String kind;
  private final Iterator<?> values;

  /**
   * @param kind how it prints, for example {@code generator object do_items}
   * @param values the values
   */
  public Lazy(String kind, Iterator<?> values) {
    this.kind = kind;
    this.values = values;
  }

  @Override
  public boolean hasNext() {
    return values.hasNext();
  }

  @Override
  public Object next() {
    if (!values.hasNext()) {
      throw new NoSuchElementException(kind);
    }
    return values.next();
  }

  @Override
  public String typeName() {
    return kind.contains(" ") ? kind.substring(0, kind.indexOf(' ')) : kind;
  }

  @Override
  public String repr() {
    return "<" + kind + ">";
  }
}
