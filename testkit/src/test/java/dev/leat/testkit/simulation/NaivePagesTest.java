package dev.leat.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.testkit.simulation.Event.What;
import dev.leat.testkit.simulation.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages that are counted lose rows of the loop that everybody writes, and none of ours. */
class NaivePagesTest {

  private static final int HISTORIES = 300;

  /** Rows come, change and go: nothing is late, no clock is wrong, nothing fails or dies. */
  private static final Profile QUIET =
      new Profile(
          List.of(What.INSERT, What.UPDATE, What.DELETE, What.WAIT),
          0,
          6,
          0,
          List.of(Manner.HONEST),
          server -> server.filterMillis(1).oldestFirst().without(Endpoints.TIES_IN_ANY_ORDER));

  private static Campaign.Outcome run(Subject subject) {
    return new Campaign(subject, QUIET, 0).run(1, HISTORIES);
  }

  @Test
  void theUsualLoopLosesRowsAndCallsItComplete() {
    Subject naive =
        new Subject(
            Subjects.USER,
            NaivePages::new,
            Subject.Capture.INSERTS_AND_UPDATES,
            cursor -> version -> false,
            200);

    assertThat(run(naive).broken()).containsKeys(Kind.LOST, Kind.COMPLETE_WHILE_WRONG);
  }

  @Test
  void ourWalkBreaksNoPromiseInTheSameHistories() {
    assertThat(run(Subjects.timestampByCountedPages()).broken()).isEmpty();
  }
}
