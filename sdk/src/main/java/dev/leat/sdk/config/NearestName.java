package dev.leat.sdk.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody who mistyped probably meant. Stateless. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate with the fewest letters to change, if those are at most a third of the name.
   *
   * @return empty if no candidate is near
   */
  public static Optional<String> of(String mistyped, Collection<String> candidates) {
    int furthest = Math.max(1, mistyped.length() / 3);
    return candidates.stream()
        .filter(each -> distance(mistyped, each) <= furthest)
        .min(Comparator.comparingInt(each -> distance(mistyped, each)));
  }

  /** Levenshtein's distance, case ignored. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
