package dev.leat.declarative.template.value;

import java.time.Clock;
import java.util.random.RandomGenerator;

/** Where a call happens: time, chance, what may be spent, which filters and tests there are. */
public interface Surroundings {

  /** What the evaluation may still spend. */
  Budget budget();

  /** The time; always read as UTC. */
  Clock clock();

  /** Chance. */
  RandomGenerator random();

  /**
   * The filter of a name.
   *
   * @return null if there is none
   */
  Callable filter(String name);

  /**
   * The test of a name.
   *
   * @return null if there is none
   */
  Callable test(String name);

  /**
   * What {@code owner[key]} gives.
   *
   * @return an {@link Undefined} if there is nothing
   */
  Object item(Object owner, Object key);

  /**
   * What {@code owner.name} gives.
   *
   * @return an {@link Undefined} if there is nothing
   */
  Object attribute(Object owner, String name);
}
