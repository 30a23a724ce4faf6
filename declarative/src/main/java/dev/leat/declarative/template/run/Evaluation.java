package dev.leat.declarative.template.run;

import dev.leat.declarative.template.function.Library;
import dev.leat.declarative.template.function.Members;
import dev.leat.declarative.template.value.Budget;
import dev.leat.declarative.template.value.Callable;
import dev.leat.declarative.template.value.Surroundings;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One evaluation of a template.
 *
 * @param context what the names of the template stand for
 * @param library filters, tests and macros
 * @param clock the time
 * @param random chance
 * @param budget what may be spent
 */
public record Evaluation(
    Map<String, ?> context, Library library, Clock clock, RandomGenerator random, Budget budget)
    implements Surroundings {

  @Override
  public Callable filter(String name) {
    return library.filter(name);
  }

  @Override
  public Callable test(String name) {
    return library.test(name);
  }

  @Override
  public Object item(Object owner, Object key) {
    return Members.item(owner, key, budget);
  }

  @Override
  public Object attribute(Object owner, String name) {
    return Members.attribute(owner, name);
  }
}
