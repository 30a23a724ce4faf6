package dev.leat.sdk.walk;

import com.google.common.hash.HashCode;
import dev.leat.sdk.row.JsonRow;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that stand behind an answer which should have held them. They may have come since. But a row
 * that stands there again, after the question was asked once more, was there meanwhile: so the
 * source cuts its answer. For one thread.
 */
final class Overhang {

  private Set<HashCode> before = Set.of();

  /** Whether one of the rows that stand there now stood there the last time. */
  boolean stays(List<JsonRow> rows) {
    Set<HashCode> now = new HashSet<>();
    rows.forEach(row -> now.add(Tail.digest(row)));
    boolean stays = !Collections.disjoint(before, now);
    before = now;
    return stays;
  }

  /** Another question is asked. */
  void forget() {
    before = Set.of();
  }
}
