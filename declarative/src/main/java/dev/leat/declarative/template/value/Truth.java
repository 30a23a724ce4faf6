package dev.leat.declarative.template.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values count as true. */
public final class Truth {

  private Truth() {}

  /** False for None, zero, and whatever is empty. */
  public static boolean of(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value == null) {
      return false;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof BigInteger number) {
      return number.signum() != 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    if (value instanceof Set<?> set) {
      return !set.isEmpty();
    }
    return !(value instanceof TemplateObject object) || object.truth();
  }
}
