package dev.leat.host.fivetran.tester;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server did against the contract, each kind once, with how often. For one thread. */
final class Violations {

  private static final int MOST_KINDS = 50;

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /**
   * Notes one.
   *
   * @param what the rule and what broke it, without the particulars of a row
   */
  void add(String what) {
    if (counts.size() < MOST_KINDS || counts.containsKey(what)) {
      counts.merge(what, 1, Integer::sum);
    }
  }

  /** One line a kind, in the order in which they were first seen. */
  List<String> lines() {
    return counts.entrySet().stream()
        .map(
            each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + " times)" : ""))
        .toList();
  }
}
