package dev.leat.sdk.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.schema.Disposition;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParentsTest {

  private static final Table COMMENT = Table.named("comment").key("id");
  private static final Schema BOTH = Schema.of(FakeSource.USER, COMMENT);

  private final FakeSource source = new FakeSource();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> failing = new HashSet<>();

  private final Parents walk = over(Strategies.keyset(source).ascending());

  private Parents over(Walk parents) {
    return Parents.of(
        parents,
        row -> Partition.of("user", row.text("id").orElseThrow()),
        COMMENT,
        user -> Replay.of(COMMENT).uncapped().everything(() -> comments(user.text("user"))));
  }

  /** Parents are claimed at once, so that none is sent again by the next sync. */
  private Parents claimingAtOnce() {
    return over(
        Strategies.keyset(source)
            .ascending()
            .visibilityLag(Duration.ZERO)
            .clockSkew(Duration.ZERO));
  }

  private Answer comments(String user) {
    asked.add(user);
    if (failing.contains(user)) {
      throw new SourceUnavailableException("503", new IllegalStateException());
    }
    return Answer.of("[" + comment(user, "a") + "," + comment(user, "b") + "]");
  }

  /** A comment that differs once its user has changed. */
  private String comment(String user, String name) {
    int version = source.versions.get(Integer.parseInt(user)).size();
    return "{\"id\":\"" + user + name + "\",\"version\":" + version + "}";
  }

  private static List<String> of(Recording sync, Table table) {
    return sync.operations.stream()
        .filter(Operation.Upsert.class::isInstance)
        .map(Operation.Upsert.class::cast)
        .filter(each -> each.table().equals(table.name()))
        .map(each -> each.row().text("id").orElseThrow())
        .toList();
  }

  @Test
  void onlyParentsThatChangedAreAskedForTheirChildren() {
    source.holds(1_200, 1);
    source.pageSize = 100;
    Recording first = Recording.empty().sync(walk, source.clock, BOTH);
    assertThat(of(first, COMMENT)).hasSize(2_400);
    source.clock.pass(Duration.ofHours(1));
    source.put(3);
    source.put(700);
    source.put(1_199);
    source.clock.pass(Duration.ofHours(1));
    asked.clear();
    source.served = 0;
    Recording second = first.next().sync(walk, source.clock, BOTH);
    assertThat(asked).containsExactlyInAnyOrder("3", "700", "1199");
    assertThat(asked.size() + source.served).isLessThanOrEqualTo(5);
    assertThat(of(second, COMMENT)).hasSize(6);
    assertThat(second.isComplete()).isTrue();
  }

  @Test
  void aPositionOfTheParentsIsClaimedOnlyWithTheirChildren() {
    source.holds(45, 3);
    int operations = Recording.empty().sync(walk, source.clock, BOTH).operations.size();
    for (int n = 0; n <= operations; n++) {
      Recording first = Recording.empty().crashingAt(n).sync(walk.together(1), source.clock, BOTH);
      Recording second = first.next().sync(walk.together(1), source.clock, BOTH);
      assertThat(second.durable.keySet()).hasSize(45 + 90);
    }
  }

  @Test
  void aTableOfChildrenThatIsSelectedLaterIsReadForAllParents() {
    source.holds(30, 1);
    Recording first = Recording.empty().sync(walk, source.clock);
    assertThat(asked).isEmpty();
    Recording second = first.next().sync(walk, source.clock, BOTH);
    assertThat(of(second, COMMENT)).hasSize(60);
  }

  @Test
  void childrenOfATableThatIsReplacedAreReadOfAllParents() {
    source.holds(30, 1);
    Table replaced = COMMENT.disposition(Disposition.REPLACE);
    Walk ofAll =
        Parents.of(
            Strategies.keyset(source).ascending(),
            row -> Partition.of("user", row.text("id").orElseThrow()),
            replaced,
            user -> Replay.of(replaced).uncapped().everything(() -> comments(user.text("user"))));
    Schema both = Schema.of(FakeSource.USER, replaced);
    Recording first = Recording.empty().sync(ofAll, source.clock, both);
    source.clock.pass(Duration.ofHours(1));

    assertThat(of(first.next().sync(ofAll, source.clock, both), COMMENT)).hasSize(60);
  }

  @Test
  void childrenAreReadWithoutTheirParentsTable() {
    source.holds(30, 1);
    Recording first = Recording.empty().sync(walk, source.clock, Schema.of(COMMENT));
    assertThat(of(first, FakeSource.USER)).isEmpty();
    assertThat(of(first, COMMENT)).hasSize(60);
    assertThat(first.state.cursor(FakeSource.USER.name())).isEmpty();
    assertThat(of(first.next().sync(walk, source.clock, Schema.of(COMMENT)), COMMENT)).isEmpty();
  }

  @Test
  void aParentWhoseChildrenFailIsTriedAgainAndLeavesTheOthersGoing() {
    source.holds(30, 1);
    failing.add("7");
    Recording first = Recording.empty().sync(walk, source.clock, BOTH);
    assertThat(of(first, COMMENT)).hasSize(58);
    assertThat(first.reason()).contains("Table comment: those of user=7 could not be read: 503");
    failing.clear();
    asked.clear();
    Recording second = first.next().sync(walk, source.clock, BOTH);
    assertThat(asked).containsExactly("7");
    assertThat(second.isComplete()).isTrue();
    asked.clear();
    second.next().sync(walk, source.clock, BOTH);
    assertThat(asked).isEmpty();
  }

  @Test
  void aParentWhoseChildrenMayHaveBeenMissedIsTriedAgain() {
    source.holds(30, 1);
    Parents cut =
        Parents.of(
            Strategies.keyset(source).ascending(),
            row -> Partition.of("user", row.text("id").orElseThrow()),
            COMMENT,
            user ->
                Replay.of(COMMENT)
                    .pageCap(user.text("user").equals("7") ? 2 : 3)
                    .everything(() -> comments(user.text("user"))));
    Recording first = Recording.empty().sync(cut, source.clock, BOTH);
    assertThat(first.isComplete()).isFalse();
    asked.clear();
    Recording second = first.next().sync(walk, source.clock, BOTH);
    assertThat(asked).containsExactly("7");
    assertThat(second.isComplete()).isTrue();
  }

  @Test
  void childrenThatMayBecomeVisibleAfterTheirParentAreReadAgain() {
    source.holds(30, 1);
    source.clock.pass(Duration.ofHours(1));
    Recording first = Recording.empty().sync(walk, source.clock, BOTH);
    source.clock.pass(Duration.ofSeconds(10));
    source.put(3);
    Recording second = first.next().sync(walk, source.clock, BOTH);
    source.clock.pass(Duration.ofHours(1));
    asked.clear();
    Recording third = second.next().sync(walk, source.clock, BOTH);
    assertThat(asked).containsExactly("3");
    asked.clear();
    third.next().sync(walk, source.clock, BOTH);
    assertThat(asked).isEmpty();
  }

  @Test
  void aParentWhoseChildrenFailIsAskedForThemOnceInASync() {
    source.holds(60, 1);
    source.pageSize = 2;
    failing.add("7");
    Recording first = Recording.empty().sync(walk, source.clock, BOTH);
    assertThat(first.checkpoints()).hasSizeGreaterThan(3);
    assertThat(Collections.frequency(asked, "7")).isEqualTo(1);
  }

  /** After its children were read. */
  private void changesFirstParentLater() {
    source.served = 0;
    source.beforePage =
        page -> {
          if (page == 24) {
            source.put(1);
          }
        };
  }

  @Test
  void aParentThatChangesAgainIsAskedForItsChildrenByTheNextSync() {
    for (Parents each : List.of(walk, claimingAtOnce())) {
      source.holds(60, 1);
      source.pageSize = 2;
      asked.clear();
      changesFirstParentLater();
      Recording first = Recording.empty().sync(each, source.clock, BOTH);
      assertThat(asked).doesNotHaveDuplicates().hasSize(60);
      assertThat(first.isComplete()).isTrue();
      source.beforePage = page -> {};
      source.clock.pass(Duration.ofHours(1));
      asked.clear();
      Recording second = first.next().sync(each, source.clock, BOTH);
      assertThat(asked).containsExactly("1");
      asked.clear();
      second.next().sync(each, source.clock, BOTH);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void theChildrenOfAParentThatChangesAgainAreRightWhereverTheSyncIsKilled() {
    Parents each = claimingAtOnce().together(1);
    source.pageSize = 2;
    source.holds(60, 1);
    changesFirstParentLater();
    int operations = Recording.empty().sync(each, source.clock, BOTH).operations.size();
    for (int n = operations; n > operations / 2; n -= 3) {
      source.holds(60, 1);
      changesFirstParentLater();
      Recording first = Recording.empty().crashingAt(n).sync(each, source.clock, BOTH);
      source.clock.pass(Duration.ofHours(1));
      Recording second = first.next().sync(each, source.clock, BOTH);
      assertThat(second.durable)
          .as("killed at %s", n)
          .containsEntry("1a", comment("1", "a"))
          .containsEntry("1b", comment("1", "b"));
    }
  }

  @Test
  void aParentWithoutChildrenIsNotAskedForThem() {
    source.holds(30, 1);
    Parents some = walk.having(row -> row.text("id").orElseThrow().endsWith("7"));
    Recording sync = Recording.empty().sync(some, source.clock, BOTH);
    assertThat(asked).containsExactlyInAnyOrder("7", "17", "27");
    assertThat(of(sync, FakeSource.USER)).hasSize(30);
  }
}
