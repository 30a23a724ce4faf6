package dev.leat.testkit.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Many histories, one after the other. A history that fails is made small. Immutable.
 *
 * @param subject what is driven through them
 * @param profile which histories
 * @param restarts from how many checkpoints of each it is tried to go on
 * @param looksFor which broken promises count
 */
public record Campaign(Subject subject, Profile profile, int restarts, Set<Finding.Kind> looksFor) {

  /** Copies the set. */
  public Campaign {
    looksFor = Set.copyOf(looksFor);
  }

  /** A campaign to which every broken promise counts. */
  public Campaign(Subject subject, Profile profile, int restarts) {
    this(subject, profile, restarts, EnumSet.allOf(Finding.Kind.class));
  }

  /**
   * What came of a campaign.
   *
   * @param histories how many were run
   * @param broken how many broke a promise of each kind; kinds that none broke are left out
   * @param smallest the first that failed, made small; empty if none did
   */
  public record Outcome(
      long histories, Map<Finding.Kind, Long> broken, Optional<Failure> smallest) {}

  /** A history that fails, as small as it gets, and how. */
  public record Failure(History history, List<Finding> findings) {

    /** Both, for people. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      findings.forEach(each -> text.append(each).append('\n'));
      return text.append("in this history, made small:\n").append(history).toString();
    }
  }

  /** Runs the histories of these seeds, each to its end. */
  public Outcome run(long firstSeed, int histories) {
    Map<Finding.Kind, Long> broken = new EnumMap<>(Finding.Kind.class);
    Optional<Failure> smallest = Optional.empty();
    for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
      History history = profile.history(seed);
      Set<Finding.Kind> kinds = kinds(history);
      kinds.forEach(kind -> broken.merge(kind, 1L, Long::sum));
      if (!kinds.isEmpty() && smallest.isEmpty()) {
        smallest = Optional.of(shrunk(history, kinds));
      }
    }
    return new Outcome(histories, broken, smallest);
  }

  /** What counts of what is found in one history. */
  public List<Finding> findings(History history) {
    return Trial.run(subject, history, restarts).stream()
        .filter(each -> looksFor.contains(each.kind()))
        .toList();
  }

  private Failure shrunk(History history, Set<Finding.Kind> kinds) {
    History small =
        Shrinker.shrink(history, each -> kinds(each).stream().anyMatch(kinds::contains));
    return new Failure(small, findings(small));
  }

  private Set<Finding.Kind> kinds(History history) {
    Set<Finding.Kind> kinds = EnumSet.noneOf(Finding.Kind.class);
    findings(history).forEach(each -> kinds.add(each.kind()));
    return kinds;
  }
}
