package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.playground.PlaygroundOptions.Since;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlaygroundOptionsTest {
  @Test
  void aChangedCopyLeavesTheOriginalAlone() {
    PlaygroundOptions defaults = PlaygroundOptions.defaults();
    PlaygroundOptions changed = defaults.withRows(7).withSince(Endpoint.STEP, Since.INCLUSIVE);
    assertThat(defaults.rows()).isEqualTo(200);
    assertThat(defaults.since(Endpoint.STEP)).isEqualTo(Since.EXCLUSIVE);
    assertThat(changed.rows()).isEqualTo(7);
    assertThat(changed.since(Endpoint.STEP)).isEqualTo(Since.INCLUSIVE);
  }

  @Test
  void aValueOutOfRangeIsRefusedAtTheDoor() {
    List<UnaryOperator<PlaygroundOptions>> impossible =
        List.of(
            options -> options.withPort(-1),
            options -> options.withPort(65_536),
            options -> options.withRows(-1),
            options -> options.withPageCap(0),
            options -> options.withTies(0),
            options -> options.withSpacing(Duration.ofSeconds(-1)),
            options -> options.withNewestAge(Duration.ofSeconds(-1)),
            options -> options.withLatency(Duration.ofSeconds(-1)),
            options -> options.withGaps(IdGaps.everyMultipleOf(1)),
            options -> options.withGaps(IdGaps.between(5, 4)),
            options -> options.withScrollLife(ScrollLife.ofPages(0)));
    for (UnaryOperator<PlaygroundOptions> change : impossible) {
      assertThatThrownBy(() -> change.apply(PlaygroundOptions.defaults()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got ");
    }
  }
}
