package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.Strategies.keyset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.Operation;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WalksTest {

  private static final Table TEAM = Table.named("team").key("id");

  private final FakeSource source = new FakeSource().holds(5, 1);
  private final Walk teams =
      StepSize.of(TEAM)
          .rowsAt("/data")
          .uncapped()
          .step(10)
          .upTo(10)
          .range(
              range ->
                  Answer.of(
                      range.first() == 1
                          ? "{\"data\":[{\"id\":3}]}"
                          : "{\"data\":[{\"id\":" + range.first() + "}]}"));

  @Test
  void eachWalkGoesOnFromTheStateThatTheOneBeforeLeft() {
    Recording sync =
        Recording.empty()
            .sync(
                Walks.inOrder(keyset(source), teams),
                source.clock,
                Schema.of(FakeSource.USER, TEAM));
    assertThat(sync.cursor().isEmpty()).isFalse();
    assertThat(sync.cursor(TEAM).isEmpty()).isFalse();
    assertThat(sync.reason()).contains("raise upTo");
  }

  @Test
  void aClaimOfOneTableLeavesThatOfAnotherAsItIs() {
    CountDownLatch users = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Walk slow =
        StepSize.of(TEAM)
            .rowsAt("/data")
            .uncapped()
            .upTo(10)
            .range(
                range -> {
                  begun.countDown();
                  users.await();
                  return Answer.of("{\"data\":[]}");
                });
    Walk quick =
        keyset(source)
            .first(
                since -> {
                  begun.await();
                  return source.first(since);
                });
    Recording sync =
        new Recording() {
          @Override
          public void accept(Operation operation) {
            super.accept(operation);
            if (operation instanceof Operation.Checkpoint) {
              users.countDown();
            }
          }
        };
    sync.sync(Walks.together(2, slow, quick), source.clock, Schema.of(FakeSource.USER, TEAM));
    assertThat(sync.durable).isEqualTo(source.table());
    assertThat(sync.cursor().text("cursor")).isPresent();
  }

  @Test
  void aTableThatFailsLeavesTheOthersGoingAndFailsTheSync() {
    Walk failing =
        StepSize.of(TEAM)
            .uncapped()
            .upTo(10)
            .range(
                range -> {
                  throw new SourceUnavailableException("Table team: down", null);
                });
    for (int most : List.of(1, 4)) {
      Recording sync =
          Recording.empty()
              .sync(
                  Walks.together(most, failing, keyset(source)),
                  source.clock,
                  Schema.of(FakeSource.USER, TEAM));
      assertThat(sync.failure).containsInstanceOf(SourceUnavailableException.class);
      assertThat(sync.durable).isEqualTo(source.table());
      assertThat(sync.cursor().isEmpty()).isFalse();
    }
  }

  @Test
  void twoWalksOverOneTableAreRefused() {
    assertThatThrownBy(() -> Walks.inOrder(keyset(source), keyset(source)))
        .hasMessageContaining("Table user is read by two walks");
  }

  @Test
  void aTableThatIsNotSelectedIsSkipped() {
    Recording sync = Recording.empty().sync(Walks.inOrder(keyset(source), teams), source.clock);
    assertThat(sync.ids()).hasSize(5);
    assertThat(sync.cursor(TEAM).isEmpty()).isTrue();
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void eachPageIsFollowedByItsProgress() {
    Recording sync = Recording.empty().sync(keyset(source), source.clock);
    assertThat(sync.operations.get(5)).isInstanceOf(Operation.Progress.class);
    assertThat(sync.operations.get(6)).isInstanceOf(Operation.Checkpoint.class);
  }
}
