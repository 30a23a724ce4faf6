package dev.leat.declarative.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code +}, {@code *}, {@code in} and the like do. Arithmetic of numbers is {@link
 * Arithmetic}.
 */
public final class Operators {

  private Operators() {}

  /** {@code a + b}. */
  public static Object add(Object a, Object b, Budget budget) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.add(a, b);
    }
    if (a instanceof String left && b instanceof String right) {
      budget.building((long) left.length() + right.length());
      return left + right;
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return joined(left, right, budget);
    }
    if (a instanceof Tuple left && b instanceof Tuple right) {
      return new Tuple(joined(left.items(), right.items(), budget));
    }
    return asked("+", a, b);
  }

  /** {@code a - b}. */
  public static Object subtract(Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.subtract(a, b);
    }
    return asked("-", a, b);
  }

  /** {@code a * b}; also repeats text, lists and tuples. */
  public static Object multiply(Object a, Object b, Budget budget) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.multiply(a, b, budget);
    }
    Object repeated = Numbers.isWhole(b) ? repeat(a, b, budget) : null;
    if (repeated == null && Numbers.isWhole(a)) {
      repeated = repeat(b, a, budget);
    }
    return repeated == null ? asked("*", a, b) : repeated;
  }

  /** {@code a / b}. */
  public static Object divide(Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.divide(a, b);
    }
    return asked("/", a, b);
  }

  /** {@code a // b}. */
  public static Object floorDivide(Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.floorDivide(a, b);
    }
    return asked("//", a, b);
  }

  /** {@code a % b} for anything but text on the left. */
  public static Object remainder(Object a, Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.remainder(a, b);
    }
    return asked("%", a, b);
  }

  /** {@code a ** b}. */
  public static Object power(Object a, Object b, Budget budget) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Arithmetic.power(a, b, budget);
    }
    return asked("** or pow()", a, b);
  }

  /** {@code -a}. */
  public static Object negate(Object a) {
    Object whole = Numbers.integer(a);
    if (whole != null) {
      return whole instanceof Long small && small != Long.MIN_VALUE
          ? (Object) (-small)
          : Numbers.normal(Numbers.big(whole).negate());
    }
    if (a instanceof Double number) {
      return -number;
    }
    return askedAlone("-", a);
  }

  /** {@code +a}. */
  public static Object plus(Object a) {
    Object whole = Numbers.integer(a);
    if (whole != null) {
      return whole;
    }
    return a instanceof Double ? a : askedAlone("+", a);
  }

  /** {@code value in container}. */
  public static boolean contains(Object container, Object value, Budget budget) {
    String text = Text.of(container);
    if (text != null) {
      String part = Text.of(value);
      if (part == null) {
        if (value instanceof Undefined undefined) {
          throw ValueException.type(undefined.error().getMessage());
        }
        throw ValueException.type(
            "'in <string>' requires string as left operand, not " + Printer.typeOf(value));
      }
      return text.contains(part);
    }
    if (container instanceof Map<?, ?> map) {
      return Dicts.contains(map, value);
    }
    if (container instanceof AttributedMap map) {
      return Dicts.contains(map.entries(), value);
    }
    if (container instanceof Set<?> set) {
      return Dicts.contains(set, value);
    }
    if (container instanceof DictView view) {
      return view.contains(value);
    }
    if (!Iteration.possible(container)) {
      throw ValueException.type(
          "argument of type '" + Printer.typeOf(container) + "' is not iterable");
    }
    var items = Iteration.of(container);
    while (items.hasNext()) {
      budget.step();
      Object each = items.next();
      if (each == value || Equality.same(each, value)) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> joined(List<?> left, List<?> right, Budget budget) {
    budget.building((long) left.size() + right.size());
    List<Object> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  private static Object repeat(Object what, Object times, Budget budget) {
    String text = Text.of(what);
    List<?> items =
        what instanceof Tuple tuple ? tuple.items() : what instanceof List<?> list ? list : null;
    if (text == null && items == null) {
      return null;
    }
    BigInteger count = Numbers.big(times).max(BigInteger.ZERO);
    int size = text == null ? items.size() : text.length();
    budget.building(
        count
            .multiply(BigInteger.valueOf(size))
            .min(BigInteger.valueOf(Long.MAX_VALUE))
            .longValue());
    int repeats = size == 0 ? 0 : count.intValueExact();
    if (text != null) {
      String all = text.repeat(repeats);
      return what instanceof Markup ? new Markup(all) : all;
    }
    List<Object> all = new ArrayList<>(size * repeats);
    for (int i = 0; i < repeats; i++) {
      all.addAll(items);
    }
    return what instanceof Tuple ? new Tuple(all) : all;
  }

  private static Object asked(String sign, Object a, Object b) {
    if (a instanceof TemplateObject object) {
      Object answer = object.operate(sign, b, false);
      if (answer != TemplateObject.UNKNOWN) {
        return answer;
      }
    }
    if (b instanceof TemplateObject object) {
      Object answer = object.operate(sign, a, true);
      if (answer != TemplateObject.UNKNOWN) {
        return answer;
      }
    }
    throw ValueException.type(
        "unsupported operand type(s) for "
            + sign
            + ": '"
            + Printer.typeOf(a)
            + "' and '"
            + Printer.typeOf(b)
            + "'");
  }

  private static Object askedAlone(String sign, Object a) {
    if (a instanceof TemplateObject object) {
      Object answer = object.operate("unary " + sign, null, false);
      if (answer != TemplateObject.UNKNOWN) {
        return answer;
      }
    }
    throw ValueException.type(
        "bad operand type for unary " + sign + ": '" + Printer.typeOf(a) + "'");
  }
}
