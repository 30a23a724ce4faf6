package dev.leat.declarative.template.function;

import dev.leat.declarative.template.value.Callable;
import java.util.HashMap;
import java.util.Map;

/** The filters, tests and functions of every template. Immutable. */
public final class Library {

  /** All of them. */
  public static final Library STANDARD = new Library();

  private final Map<String, Callable> filters;
  private final Map<String, Callable> tests;
  private final Map<String, Callable> globals;

  private Library() {
    Map<String, Callable> all = new HashMap<>();
    all.putAll(TextFilters.all());
    all.putAll(ListFilters.all());
    all.putAll(ChoiceFilters.all());
    all.putAll(NumberFilters.all());
    all.putAll(HtmlFilters.all());
    all.putAll(ManifestFilters.all());
    filters = Map.copyOf(all);
    tests = Map.copyOf(Tests.all());
    globals = Map.copyOf(Macros.all());
  }

  /**
   * The filter of a name.
   *
   * @return null if there is none
   */
  public Callable filter(String name) {
    return filters.get(name);
  }

  /**
   * The test of a name.
   *
   * @return null if there is none
   */
  public Callable test(String name) {
    return tests.get(name);
  }

  /**
   * The function of a name.
   *
   * @return null if there is none
   */
  public Callable global(String name) {
    return globals.get(name);
  }
}
