package dev.leat.cli.verify;

import dev.leat.destination.duckdb.TableDifference;
import java.util.List;
import java.util.Optional;

/**
 * What became of a kill and the resume after it. Immutable.
 *
 * @param point where it was to strike
 * @param struck whether the sync came to that point; if not, it ended undisturbed
 * @param exitCode of the resume
 * @param failure why the resume did not succeed; empty if it did
 * @param differences how the tables differ from the undisturbed run's; empty if they do not
 * @param again what was read more than by the undisturbed run, and had been committed before
 * @param restartMillis from the start of the resuming process until it read
 * @param left bytes of temporary files that the killed processes left
 * @param leaked bytes of these that are still there after the resume
 */
record KillOutcome(
    KillPoint point,
    boolean struck,
    int exitCode,
    Optional<String> failure,
    List<TableDifference> differences,
    Reading again,
    long restartMillis,
    long left,
    long leaked) {

  /** Whether every row is there, once, as it should be. */
  boolean isRight() {
    return failure.isEmpty() && differences.isEmpty();
  }
}
