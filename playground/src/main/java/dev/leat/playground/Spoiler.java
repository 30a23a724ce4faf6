package dev.leat.playground;

import java.util.function.Supplier;

/** A fault at work. One instance serves one scripted fault and may remember earlier requests. */
@FunctionalInterface
interface Spoiler {

  /**
   * Returns the wrong answer; called by many threads.
   *
   * @param honest makes the right answer; a spoiler that needs none does not ask
   */
  Answer spoil(Request request, Supplier<Answer> honest);
}
