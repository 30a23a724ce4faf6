package dev.leat.declarative.airbyte;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that an author probably meant. */
final class Nearest {

  private Nearest() {}

  /** {@code ; did you mean x?}, or nothing if no name is near. */
  static String hint(String written, Collection<String> names) {
    return nearest(written, names).map(each -> "; did you mean " + each + "?").orElse("");
  }

  private static Optional<String> nearest(String written, Collection<String> names) {
    int allowed = Math.max(1, written.length() / 3);
    return names.stream()
        .filter(each -> distance(written, each) <= allowed)
        .min(
            Comparator.<String>comparingInt(each -> distance(written, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to add, drop or exchange; case and signs between words do not count. */
  private static int distance(String a, String b) {
    String left = plain(a);
    String right = plain(b);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int exchange = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchange, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
