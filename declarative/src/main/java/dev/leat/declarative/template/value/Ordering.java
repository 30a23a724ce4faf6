package dev.leat.declarative.template.value;

import java.util.List;
import java.util.Set;

/** Which of two values comes first. */
public final class Ordering {

  private Ordering() {}

  /**
   * Compares as {@code <} does.
   *
   * @param sign the operator that is asked for, for the message
   * @return below, at or above zero; null if the two have no order, as a number and NaN
   * @throws ValueException of kind TYPE if values of these types have no order
   */
  public static Integer compare(String sign, Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return numbers(a, b);
    }
    String left = Text.of(a);
    String right = Text.of(b);
    if (left != null && right != null) {
      return Text.compare(left, right);
    }
    if (a instanceof List<?> one && b instanceof List<?> other) {
      return lists(sign, one, other);
    }
    if (a instanceof Tuple one && b instanceof Tuple other) {
      return lists(sign, one.items(), other.items());
    }
    if (a instanceof Set<?> one && b instanceof Set<?> other) {
      return sets(one, other);
    }
    if (a instanceof TemplateObject object) {
      Object answer = object.order(b);
      if (answer != TemplateObject.UNKNOWN) {
        return (Integer) answer;
      }
    }
    if (b instanceof TemplateObject object) {
      Object answer = object.order(a);
      if (answer != TemplateObject.UNKNOWN) {
        return -(Integer) answer;
      }
    }
    throw ValueException.type(
        "'"
            + sign
            + "' not supported between instances of '"
            + Printer.typeOf(a)
            + "' and '"
            + Printer.typeOf(b)
            + "'");
  }

  /** Whether {@code a} comes before {@code b}. */
  public static boolean less(Object a, Object b) {
    Integer order = compare("<", a, b);
    return order != null && order < 0;
  }

  private static Integer numbers(Object a, Object b) {
    if (a instanceof Long left && b instanceof Long right) {
      return Long.compare(left, right);
    }
    if (a instanceof Double || b instanceof Double) {
      double left = Numbers.approximately(a);
      double right = Numbers.approximately(b);
      if (Double.isNaN(left) || Double.isNaN(right)) {
        return null;
      }
      if (left != right
          || Double.isInfinite(left)
          || (a instanceof Double && b instanceof Double)) {
        return left == right ? 0 : left < right ? -1 : 1;
      }
    }
    return Equality.exact(a).compareTo(Equality.exact(b));
  }

  private static Integer lists(String sign, List<?> a, List<?> b) {
    int shorter = Math.min(a.size(), b.size());
    for (int i = 0; i < shorter; i++) {
      if (!Equality.same(a.get(i), b.get(i))) {
        return compare(sign, a.get(i), b.get(i));
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static Integer sets(Set<?> a, Set<?> b) {
    boolean within = a.stream().allMatch(each -> Dicts.contains(b, each));
    boolean around = b.stream().allMatch(each -> Dicts.contains(a, each));
    if (within) {
      return around ? 0 : -1;
    }
    return around ? 1 : null;
  }
}
