package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.config.Redactor;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunProgressTest {

  private final RunProgress progress =
      new RunProgress(new SyncListener() {}, Redactor.of(Set.of()));

  private static Chunk chunk(int rows, long counted) {
    Operation upsert = new Operation.Upsert(USER.name(), user(1));
    return new Chunk(
        java.util.Collections.nCopies(rows, upsert),
        100,
        Map.of(USER.name(), new RowCounts(counted, 0, 0, 0, 0)));
  }

  @Test
  void whatWasSentArrives() {
    progress.arrived(chunk(2, 2));
    progress.arrived(chunk(1, 3));
    assertThat(progress.tables()).isEmpty();
  }

  @Test
  void aCursorOfManyPartsIsNotMadeAtEachCheckpoint() {
    AtomicInteger made = new AtomicInteger();
    State empty = State.empty(StateOwner.of("many", Map.of()));
    progress.started(Schema.of(USER), empty, Optional.empty());
    for (int part = 0; part < 100; part++) {
      Cursor cursor =
          Cursor.lazily(
              () -> {
                made.incrementAndGet();
                return Cursor.of("parts", "many").json();
              });
      progress.checkpoint(empty.with(USER.name(), cursor));
      progress.made(new Operation.Progress(USER.name(), 1, 0, Duration.ZERO));
    }
    assertThat(made).hasValue(0);
    assertThat(progress.claimedTables().get(0).cursorAfter()).contains("{\"parts\":\"many\"}");
    assertThat(made).hasValue(1);
  }

  @Test
  void ofACursorThatNobodyCanReadAReportSaysHowLongItIs() {
    Cursor longest = Cursor.of("at", "x".repeat(4_000 - "{'at':''}".length()));
    Cursor longer = Cursor.of("at", "x".repeat(9_991));
    State empty = State.empty(StateOwner.of("many", Map.of()));
    progress.started(Schema.of(USER), empty.with(USER.name(), longer), Optional.empty());
    progress.checkpoint(empty.with(USER.name(), longest));
    assertThat(progress.claimedTables())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.cursorBefore())
                  .contains("\"10,000 characters, kept in the state\"");
              assertThat(report.cursorAfter()).contains(longest.json());
            });
  }

  @Test
  void operationsThatAreLostOrDoubledOnTheirWayAreAnError() {
    for (int arrived : List.of(1, 3)) {
      assertThatThrownBy(() -> progress.arrived(chunk(arrived, 2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lost or doubled between source and destination");
    }
  }
}
