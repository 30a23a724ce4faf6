package dev.leat.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a history that fails as small as it gets: leaves out events, first many at once, then makes
 * their numbers smaller. Stateless.
 */
public final class Shrinker {

  private Shrinker() {}

  /**
   * The smallest history found that still fails.
   *
   * @param fails whether a history fails in the way that matters; asked a few thousand times at
   *     most
   */
  public static History shrink(History failing, Predicate<History> fails) {
    History smallest = failing;
    History before;
    do {
      before = smallest;
      smallest = withFewerEvents(smallest, fails);
      smallest = withSmallerNumbers(smallest, fails);
    } while (!smallest.equals(before));
    return smallest;
  }

  private static History withFewerEvents(History failing, Predicate<History> fails) {
    History smallest = failing;
    for (int chunk = Math.max(1, smallest.events().size() / 2); chunk > 0; chunk /= 2) {
      int at = 0;
      while (at < smallest.events().size()) {
        List<Event> fewer = new ArrayList<>(smallest.events());
        fewer.subList(at, Math.min(fewer.size(), at + chunk)).clear();
        History candidate = smallest.with(fewer);
        if (fails.test(candidate)) {
          smallest = candidate;
        } else {
          at += chunk;
        }
      }
    }
    return smallest;
  }

  private static History withSmallerNumbers(History failing, Predicate<History> fails) {
    History smallest = failing;
    for (int at = 0; at < smallest.events().size(); at++) {
      Event event = smallest.events().get(at);
      for (Event simpler :
          List.of(
              event.with(event.number(), 0),
              event.with(event.number(), event.millis() / 2),
              event.with(Math.min(event.number(), 1), event.millis()),
              event.with(event.number() / 2, event.millis()),
              event.with(event.number() - 1, event.millis()))) {
        boolean isSmaller = !simpler.equals(event) && simpler.number() >= 0;
        List<Event> others = new ArrayList<>(smallest.events());
        others.set(at, simpler);
        if (isSmaller && fails.test(smallest.with(others))) {
          smallest = smallest.with(others);
          at--;
          break;
        }
      }
    }
    return smallest;
  }
}
