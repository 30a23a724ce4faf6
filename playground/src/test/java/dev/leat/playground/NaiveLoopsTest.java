package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.playground.PlaygroundOptions.Field;
import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import dev.leat.playground.PlaygroundOptions.Total;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The playground can show each way in which a naive loop loses rows or hangs. */
class NaiveLoopsTest {
  private static final String BEGINNING = NaiveLoops.BEGINNING;
  private static final PlaygroundOptions HUNDRED =
      PlaygroundOptions.defaults().withRows(100).withPageCap(25);
  private static final PlaygroundOptions TWO_HUNDRED =
      PlaygroundOptions.defaults().withRows(200).withPageCap(50);

  @Test
  void keysetLosesTheRestOfATieAfterACrash() {
    against(
        HUNDRED.withTies(10),
        (playground, loops) -> {
          String state = loops.crashingAfter(1).keyset(BEGINNING);
          state = loops.restarted().keyset(state);
          assertThat(loops.delivered()).doesNotContainAnyElementsOf(Ids.between(26, 30));
          assertThat(loops.delivered()).hasSize(95);
          assertThat(loops.restarted().keyset(state)).isEqualTo(state);
          assertThat(loops.delivered()).hasSize(95);
        });
  }

  @Test
  void keysetFollowsARepeatedTokenForever() {
    against(
        HUNDRED,
        (playground, loops) -> {
          playground.faults().add(new Fault.RepeatedToken(), Occasion.always());
          loops.keyset(BEGINNING);
          assertThat(loops.ranForever()).isTrue();
        });
  }

  @Test
  void keysetRemembersTheOldestRowOfANewestFirstSource() {
    against(
        HUNDRED.withOrder(Order.NEWEST_FIRST),
        (playground, loops) ->
            assertThat(loops.keyset(BEGINNING))
                .isEqualTo(playground.people().find("1").orElseThrow().updatedAt().toString()));
  }

  @Test
  void offsetSkipsRowsWhenEarlierOnesMoveOrVanish() {
    for (BiConsumer<People, String> leave : leavings()) {
      against(
          TWO_HUNDRED,
          (playground, loops) -> {
            playground.after(
                1,
                Endpoint.OFFSET,
                () -> List.of("3", "4", "5").forEach(id -> leave.accept(playground.people(), id)));
            String state = loops.offset(BEGINNING);
            loops.restarted().offset(state);
            assertThat(loops.delivered()).doesNotContain("51", "52", "53");
            assertThat(loops.delivered()).contains("50", "54", "200");
          });
    }
  }

  @Test
  void offsetLosesTheRestOfATieAfterACrash() {
    against(
        TWO_HUNDRED.withTies(30),
        (playground, loops) -> {
          String state = loops.crashingAfter(1).offset(BEGINNING);
          loops.restarted().offset(state);
          assertThat(loops.delivered()).hasSize(190).doesNotContain("51", "60");
        });
  }

  @Test
  void offsetStopsAfterOnePageWithoutATotal() {
    against(
        TWO_HUNDRED.withTotal(Total.OMITTED),
        (playground, loops) -> {
          loops.offset(BEGINNING);
          assertThat(loops.delivered()).isEqualTo(Ids.between(1, 50));
        });
  }

  @Test
  void offsetNeverEndsWithoutAnOffset() {
    against(
        TWO_HUNDRED.withOffsetField(Field.OMITTED),
        (playground, loops) -> {
          loops.offset(BEGINNING);
          assertThat(loops.ranForever()).isTrue();
        });
  }

  @Test
  void timestampLosesTheRestOfATieWhenSinceIsExclusive() {
    against(
        HUNDRED.withTies(10),
        (playground, loops) -> {
          loops.timestamp(BEGINNING);
          assertThat(loops.delivered()).hasSize(85).doesNotContain("26", "30", "56", "60", "86");
        });
  }

  @Test
  void timestampNeverEndsWhenSinceIsInclusive() {
    against(
        HUNDRED.withSince(Since.INCLUSIVE),
        (playground, loops) -> {
          loops.timestamp(BEGINNING);
          assertThat(loops.ranForever()).isTrue();
        });
  }

  @Test
  void timestampReadsEverythingAgainAfterANullCursor() {
    against(
        HUNDRED,
        (playground, loops) -> {
          playground.faults().add(new Fault.NullCursor(), Occasion.always());
          loops.timestamp(BEGINNING);
          assertThat(loops.ranForever()).isTrue();
        });
  }

  @Test
  void stepLosesTheRowsThatFillAHalfFullWindowLater() {
    against(
        HUNDRED.withRows(950),
        (playground, loops) -> {
          long state = loops.step(1, 1000, 100_000);
          playground.people().change(new Changes(150, 0, 0, 1));
          loops.step(state, 1000, 100_000);
          assertThat(loops.delivered()).doesNotContainAnyElementsOf(Ids.between(951, 1000));
          assertThat(loops.delivered()).hasSize(1050);
        });
  }

  @Test
  void stepTakesAGapForTheEnd() {
    against(
        HUNDRED.withRows(599).withGaps(IdGaps.between(500, 1499)),
        (playground, loops) -> {
          long state = loops.step(1, 500, 100_000);
          loops.step(state, 500, 100_000);
          assertThat(loops.delivered()).isEqualTo(Ids.between(1, 499));
        });
  }

  @Test
  void stepNeverSeesARowThatChangesLater() {
    against(
        HUNDRED,
        (playground, loops) -> {
          long state = loops.step(1, 1000, 100_000);
          playground.people().update("7", person -> person.withJob("Lock keeper"));
          loops.step(state, 1000, 100_000);
          assertThat(loops.delivered()).containsOnlyOnce("7");
        });
  }

  @Test
  void replayNeverGetsPastACapBelowItsBuffer() {
    against(
        HUNDRED,
        (playground, loops) -> {
          String state = BEGINNING;
          for (int sync = 0; sync < 10; sync++) {
            state = loops.replay(state);
          }
          assertThat(loops.delivered()).hasSize(250);
          assertThat(loops.delivered()).hasSameElementsAs(Ids.between(1, 25));
        });
  }

  private static List<BiConsumer<People, String>> leavings() {
    return List.of((people, id) -> people.update(id, person -> person), People::delete);
  }

  private static void against(PlaygroundOptions options, BiConsumer<Playground, NaiveLoops> story) {
    try (Playground playground = Playground.start(options)) {
      story.accept(playground, new NaiveLoops(new Client(playground)));
    }
  }
}
