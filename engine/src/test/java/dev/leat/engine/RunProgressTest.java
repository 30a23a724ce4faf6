package dev.leat.engine;

import static dev.leat.engine.ScriptedConnector.USER;
import static dev.leat.engine.ScriptedConnector.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.config.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  void operationsThatAreLostOrDoubledOnTheirWayAreAnError() {
    for (int arrived : List.of(1, 3)) {
      assertThatThrownBy(() -> progress.arrived(chunk(arrived, 2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lost or doubled between source and destination");
    }
  }
}
