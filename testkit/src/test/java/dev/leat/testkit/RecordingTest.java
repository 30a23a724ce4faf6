package dev.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final TableName CITY = new TableName("city");
  private static final State START = State.empty(StateOwner.of("cities", Map.of()));

  @Test
  void onlyWhatACheckpointClaimsIsDurable() throws Exception {
    Recording recording = Recording.from(START);
    assertThat(recording.durableState()).isEqualTo(START);
    State claimed = START.with(CITY, Cursor.of("id", "1"));

    recording.upsert(CITY, FieldRow.of("id", 1));
    recording.checkpoint(claimed);
    recording.warning("careful");
    recording.upsert(CITY, FieldRow.of("id", 2));

    assertThat(recording.durable()).hasSize(2);
    assertThat(recording.durableState()).isEqualTo(claimed);
    assertThat(recording.unclaimed()).containsExactly(recording.operations().get(3));
  }

  @Test
  void crashesBeforeTheOperationThatItWasTold() throws Exception {
    Recording recording = Recording.from(START).crashingBefore(2);

    recording.upsert(CITY, FieldRow.of("id", 1));

    assertThatThrownBy(() -> recording.checkpoint(START)).isInstanceOf(SimulatedCrash.class);
    assertThat(recording.operations()).hasSize(1);
  }

  @Test
  void anInterruptedThreadGetsNoOperationThrough() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Recording.from(START).warning("late"))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aVirtualClockMovesOnlyWhenItIsMoved() {
    VirtualClock clock = VirtualClock.at("2026-01-31T12:00:00Z");

    clock.advance(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-31T12:00:05Z"));
    clock.step(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }
}
