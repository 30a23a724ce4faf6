package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.Operation;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.row.Children;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.RowMap;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows that are taken out of others have a table that may be selected, or not, like any other. */
class FamilyTest {

  private static final Table TAG = Table.named("tag").key("tag");
  private static final Schema BOTH = Schema.of(USER, TAG);
  private static final Schema TAGS = Schema.of(TAG);
  private static final RowMap TAKEN_OUT =
      RowMap.unchanged().children(Children.of("tag", "/tags").clearedFromParent());

  private final FakeSource source = new FakeSource().holds(30, 3);

  private Answer tagged(Answer answer) {
    String rows =
        answer.page().rows("/data").stream()
            .map(FamilyTest::tagged)
            .collect(Collectors.joining(","));
    return Answer.of("{\"data\":[" + rows + "]}");
  }

  /** Two tags, which are others once the row has changed. */
  private static String tagged(JsonRow row) {
    String name = row.text("id").orElseThrow() + "-" + row.text("value").orElseThrow();
    String tags = ",\"tags\":[{\"tag\":\"%s-a\"},{\"tag\":\"%s-b\"}]}".formatted(name, name);
    return row.json().replaceFirst("\\}$", tags);
  }

  private Timestamp walk() {
    return Strategies.timestamp(source)
        .ascending()
        .rowMap(TAKEN_OUT, TAG)
        .since(since -> tagged(source.since(since)));
  }

  private List<Walk> walks() {
    Walk parts =
        Partitions.of(USER, PartitionSource.of("of", List.of("all")), part -> walk())
            .andTables(TAG);
    Table group = Table.named("group").key("id");
    Walk children =
        Parents.of(
                Replay.of(group).uncapped().everything(() -> Answer.of("[{\"id\":1}]")),
                row -> Partition.of("group", row.text("id").orElseThrow()),
                USER,
                of ->
                    Replay.of(USER)
                        .rowsAt("/data")
                        .uncapped()
                        .rowMap(TAKEN_OUT, TAG)
                        .everything(() -> tagged(source.since(Optional.empty()))))
            .andTables(TAG);
    return List.of(walk(), parts, children);
  }

  private static Set<String> rows(Recording sync, Table table) {
    return sync.operations.stream()
        .filter(Operation.Upsert.class::isInstance)
        .map(Operation.Upsert.class::cast)
        .filter(each -> each.table().equals(table.name()))
        .map(each -> each.row().json())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void childrenAreReadWithoutTheTableOfTheirParents() {
    for (Walk walk : walks()) {
      Recording sync = Recording.empty().sync(walk, source.clock, TAGS);

      assertThat(sync.isComplete()).isTrue();
      assertThat(rows(sync, TAG)).hasSize(60);
      assertThat(rows(sync, USER)).isEmpty();
      assertThat(sync.state.cursor(USER.name())).isEmpty();
    }
  }

  @Test
  void childrenThatAreReadAloneAreReadFromTheirOwnPosition() {
    for (Walk walk : walks().subList(0, 2)) {
      Recording first = Recording.empty().sync(walk, source.clock, TAGS);
      source.clock.pass(Duration.ofHours(1));
      source.put(7);
      source.clock.pass(Duration.ofHours(1));

      assertThat(rows(first.next().sync(walk, source.clock, TAGS), TAG)).hasSize(2);
    }
  }

  @Test
  void whatIsReadTogetherGoesOnTogether() {
    for (Walk walk : walks().subList(0, 2)) {
      Recording first = Recording.empty().sync(walk, source.clock, BOTH);
      assertThat(rows(first, TAG)).hasSize(60);
      source.clock.pass(Duration.ofHours(1));
      source.put(7);
      source.clock.pass(Duration.ofHours(1));
      Recording second = first.next().sync(walk, source.clock, BOTH);

      assertThat(rows(second, USER)).hasSize(1);
      assertThat(rows(second, TAG)).hasSize(2);
    }
  }

  @Test
  void childrenThatAreSelectedLaterAreReadFromTheFirstParentOn() {
    for (Walk walk : walks()) {
      Recording alone = Recording.empty().sync(walk, source.clock);
      assertThat(rows(alone, TAG)).isEmpty();

      assertThat(rows(alone.next().sync(walk, source.clock, BOTH), TAG)).hasSize(60);
    }
  }

  @Test
  void childrenThatTheirParentsLeftBehindAreReadAgain() {
    for (Walk walk : walks()) {
      Recording both = Recording.empty().sync(walk, source.clock, BOTH);
      source.clock.pass(Duration.ofHours(1));
      source.put(7);
      source.clock.pass(Duration.ofHours(1));
      Recording alone = both.next().sync(walk, source.clock);
      Recording again = alone.next().sync(walk, source.clock, BOTH);

      assertThat(rows(again, TAG)).anyMatch(row -> row.contains("\"7-"));
    }
  }
}
