package dev.leat.sdk.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A name and a value; names may repeat. */
record Parameter(String name, String value) {

  /** The first value of that name. */
  static Optional<String> first(List<Parameter> all, String name) {
    return all.stream().filter(each -> each.name.equals(name)).map(Parameter::value).findFirst();
  }

  /** These parameters and one more. */
  static List<Parameter> plus(List<Parameter> some, Parameter one) {
    List<Parameter> all = new ArrayList<>(some);
    all.add(one);
    return List.copyOf(all);
  }

  /** These parameters with one in place of all whose name is the same, by that measure. */
  static List<Parameter> replaced(
      List<Parameter> some, Parameter one, BiPredicate<String, String> same) {
    return plus(some.stream().filter(each -> !same.test(each.name, one.name)).toList(), one);
  }
}
