package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.ErrorKind;
import dev.leat.declarative.template.value.ValueException;
import java.util.function.Supplier;

/** Changing a list or dict that may have been handed over as read-only. */
final class Changes {

  private Changes() {}

  static Object made(Supplier<Object> change) {
    try {
      return change.get();
    } catch (UnsupportedOperationException e) {
      throw new ValueException(ErrorKind.UNSAFE, "changes a value that a template can only read");
    }
  }
}
