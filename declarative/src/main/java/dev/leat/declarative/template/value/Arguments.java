package dev.leat.declarative.template.value;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a function was called with.
 *
 * @param positional the values without a name, in order
 * @param named the values with a name
 * @param surroundings where the call happens
 */
public record Arguments(
    List<Object> positional, Map<String, Object> named, Surroundings surroundings) {

  /** Stands for an argument that was not given. */
  public static final Object ABSENT =
      new Object() {
        @Override
        public String toString() {
          return "absent";
        }
      };

  /**
   * Puts the arguments in the order of a function's parameters.
   *
   * @param required how many of the parameters must be given
   * @param names the parameters in order
   * @return one value a parameter, {@link #ABSENT} where none was given
   * @throws ValueException of kind TYPE if one is missing, unknown, or given twice
   */
  public Object[] bind(int required, String... names) {
    if (positional.size() > names.length) {
      throw ValueException.type(
          "takes " + names.length + " arguments, but " + positional.size() + " were given");
    }
    Object[] bound = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      bound[i] = i < positional.size() ? positional.get(i) : ABSENT;
    }
    for (Map.Entry<String, Object> each : named.entrySet()) {
      int place = Arrays.asList(names).indexOf(each.getKey());
      if (place < 0) {
        throw ValueException.type("got an unexpected argument '" + each.getKey() + "'");
      }
      if (bound[place] != ABSENT) {
        throw ValueException.type("got two values for argument '" + each.getKey() + "'");
      }
      bound[place] = each.getValue();
    }
    for (int i = 0; i < required; i++) {
      if (bound[i] == ABSENT) {
        throw ValueException.type("misses argument '" + names[i] + "'");
      }
    }
    return bound;
  }

  /** For a function without parameters. */
  public void none() {
    bind(0);
  }

  /** What the evaluation may still spend. */
  public Budget budget() {
    return surroundings.budget();
  }

  /** The same surroundings, other arguments. */
  public Arguments with(List<Object> others, Map<String, Object> othersByName) {
    return new Arguments(others, othersByName, surroundings);
  }
}
