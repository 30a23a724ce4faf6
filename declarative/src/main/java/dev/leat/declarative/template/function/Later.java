package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Lazy;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Values that are made when the first of them is asked for: a mistake in them is found then, and
 * not at all if nobody asks.
 *
 * @param kind how it prints
 * @param values makes the values
 */
record Later(String kind, Supplier<? extends Iterator<?>> values) {

  Lazy lazy() {
    return new Lazy(
        kind,
        new Iterator<Object>() {
          private Iterator<?> made;

          @Override
          public boolean hasNext() {
            if (made == null) {
              made = values.get();
            }
            return made.hasNext();
          }

          @Override
          public Object next() {
            return hasNext() ? made.next() : null;
          }
        });
  }
}
