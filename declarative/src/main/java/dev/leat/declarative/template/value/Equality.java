package dev.leat.declarative.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When two values are equal, and the hash that goes with it. */
public final class Equality {

  private Equality() {}

  /** Whether two values are equal, as {@code ==} says. */
  public static boolean same(Object a, Object b) {
    if (a == b) {
      return !(a instanceof Double number && number.isNaN());
    }
    if (a == null || b == null) {
      return false;
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return sameNumber(a, b);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return equalLists(left, right);
    }
    if (b instanceof AttributedMap) {
      return b.equals(a);
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return equalMaps(left, right);
    }
    if (a instanceof Set<?> left && b instanceof Set<?> right) {
      return equalSets(left, right);
    }
    return textOr(a).equals(textOr(b));
  }

  static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object each : left) {
      Object other = others.next();
      if (each != other && !same(each, other)) {
        return false;
      }
    }
    return true;
  }

  static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> each : left.entrySet()) {
      Object other = Dicts.get(right, each.getKey());
      if (each.getValue() != other && !same(each.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** A hash that is equal for equal values. */
  static int hash(Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Double number
        && !number.isNaN()
        && !Double.isInfinite(number)
        && Math.rint(number) == number) {
      return hash(Numbers.whole(number));
    }
    return textOr(value).hashCode();
  }

  private static boolean equalSets(Set<?> left, Set<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Object each : left) {
      if (!Dicts.contains(right, each)) {
        return false;
      }
    }
    return true;
  }

  private static Object textOr(Object value) {
    return value instanceof Markup markup ? markup.text() : value;
  }

  private static boolean sameNumber(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      double left = Numbers.approximately(a);
      double right = Numbers.approximately(b);
      boolean both = a instanceof Double && b instanceof Double;
      if (both || left != right || Double.isInfinite(left)) {
        return left == right && (both || !Double.isInfinite(left));
      }
      return exact(a).compareTo(exact(b)) == 0;
    }
    return Numbers.integer(a).equals(Numbers.integer(b));
  }

  static BigDecimal exact(Object number) {
    if (number instanceof Double real) {
      return new BigDecimal(real);
    }
    Object whole = Numbers.integer(number);
    return whole instanceof Long small
        ? BigDecimal.valueOf(small)
        : new BigDecimal((BigInteger) whole);
  }
}
