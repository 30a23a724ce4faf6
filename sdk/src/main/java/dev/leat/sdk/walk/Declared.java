package dev.leat.sdk.walk;

import java.util.function.Consumer;

/**
 * What an author declares of a walk: copied before it is changed, so that walks are immutable.
 *
 * @param <D> the class itself
 */
abstract class Declared<D extends Declared<D>> implements Cloneable {

  /** The same, which may be changed until it is handed on. */
  @SuppressWarnings("unchecked")
  final D copy() {
    try {
      return (D) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The same with a change. */
  final D changed(Consumer<? super D> change) {
    D copy = copy();
    change.accept(copy);
    return copy;
  }
}
