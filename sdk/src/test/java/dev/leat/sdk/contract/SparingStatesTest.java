package dev.leat.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparingStatesTest {

  private static final Table ROW = Table.named("row").key("id");
  private static final State NOTHING = State.empty(StateOwner.of("test", Map.of()));

  private final List<State> written = new ArrayList<>();
  private final SparingStates sparing = new SparingStates(this::write);

  private void write(Operation operation) {
    if (operation instanceof Operation.Checkpoint checkpoint) {
      written.add(checkpoint.state());
    }
  }

  private static State state(int parts) {
    return NOTHING.with(
        ROW.name(),
        Cursor.lazily(
            () ->
                Cursor.empty()
                    .with(
                        "parts",
                        IntStream.range(0, parts)
                            .mapToObj(i -> Cursor.of("name", "part number " + i))
                            .toList())
                    .sortedJson()));
  }

  @Test
  void whatIsWrittenGrowsWithThePartsAndNotWithTheirSquare() throws Exception {
    int parts = 3_000;
    for (int i = 1; i <= parts; i++) {
      sparing.accept(new Operation.Checkpoint(state(i)));
    }
    sparing.flush();
    long size = written.get(written.size() - 1).json().length();
    long all = written.stream().mapToLong(state -> state.json().length()).sum();
    assertThat(written.get(written.size() - 1)).isEqualTo(state(parts));
    assertThat(all).isLessThanOrEqualTo(2 * size + 1_024L * parts);
    assertThat(written.size()).as("not only the last one").isGreaterThan(10);
  }

  @Test
  void aCheckpointOfASmallStateIsNeverLeftOut() throws Exception {
    for (int i = 0; i < 100; i++) {
      sparing.accept(
          new Operation.Checkpoint(NOTHING.with(ROW.name(), Cursor.of("text", "x".repeat(9_000)))));
    }
    assertThat(written).hasSize(100);
  }

  @Test
  void aSinkThatFailedGetsNothingMore() {
    SparingStates broken =
        new SparingStates(
            operation -> {
              throw new IllegalStateException("closed");
            });
    assertThatThrownBy(() -> broken.accept(new Operation.Checkpoint(state(1))))
        .hasMessage("closed");
    assertThatCode(broken::flush).doesNotThrowAnyException();
  }
}
