package dev.leat.sdk.walk;

import dev.leat.sdk.SyncResult;
import dev.leat.sdk.error.ConnectorException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Parts of a table that could not be read, while others can. For one thread at a time. */
final class Failures {

  private static final int SHOWN = 5;

  private final Set<String> reasons = new LinkedHashSet<>();

  /**
   * A part failed.
   *
   * @throws ConnectorException the failure, if the source refuses who asks: it will refuse every
   *     other question, too
   */
  void add(String part, ConnectorException failure) {
    if (Checks.refusesWhoAsks(failure)) {
      throw failure;
    }
    reasons.add(part + " could not be read: " + failure.getMessage());
  }

  int count() {
    return reasons.size();
  }

  /** A result, with what failed: the first few by name. */
  SyncResult with(SyncResult result) {
    SyncResult all = result;
    for (String reason : reasons.stream().limit(SHOWN).toList()) {
      all = all.and(SyncResult.incomplete(reason));
    }
    return count() <= SHOWN
        ? all
        : all.and(SyncResult.incomplete((count() - SHOWN) + " more could not be read"));
  }
}
