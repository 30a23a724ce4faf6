package dev.leat.declarative.template.run;

import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Equality;
import dev.leat.declarative.template.value.Operators;
import dev.leat.declarative.template.value.Ordering;

/** Whether two values stand in a relation. */
final class Comparisons {

  private Comparisons() {}

  static boolean holds(String sign, Object left, Object right, Budget budget) {
    budget.step();
    switch (sign) {
      case "==" -> {
        return Equality.same(left, right);
      }
      case "!=" -> {
        return !Equality.same(left, right);
      }
      case "in" -> {
        return Operators.contains(right, left, budget);
      }
      case "not in" -> {
        return !Operators.contains(right, left, budget);
      }
      default -> {
        Integer order = Ordering.compare(sign, left, right);
        if (order == null) {
          return false;
        }
        return switch (sign) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        };
      }
    }
  }
}
