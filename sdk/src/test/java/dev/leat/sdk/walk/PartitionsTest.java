package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.paging.Paging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTest {

  private final FakeSource north = new FakeSource();
  private final FakeSource south = new FakeSource();
  private final Map<String, FakeSource> sources = new TreeMap<>(Map.of("north", north));
  private final Partitions walk =
      Partitions.of(
          USER,
          () -> sources.keySet().stream().map(name -> Partition.of("place", name)).toList(),
          part -> Strategies.keyset(sources.get(part.text("place"))).ascending());

  private Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(north.table());
    all.putAll(south.table());
    return all;
  }

  @Test
  void aNewPartitionBeginsAtItsStartThoughOthersAreFarther() {
    north.holds(30, 1);
    Recording first = Recording.empty().sync(walk, north.clock);
    for (int id = 101; id <= 120; id++) {
      south.put(id, north.versions.get(id - 100).get(0).at(), Duration.ZERO);
    }
    sources.put("south", south);
    Recording second = first.next().sync(walk, north.clock);
    assertThat(second.durable).isEqualTo(all());
    assertThat(second.ids()).hasSize(20);
    Recording third = second.next().sync(walk, north.clock);
    assertThat(third.ids()).isEmpty();
    assertThat(third.state).isEqualTo(second.state);
  }

  @Test
  void resumesFromEveryOperation() {
    north.holds(30, 3);
    for (int id = 101; id <= 120; id++) {
      south.put(id, north.versions.get(id - 100).get(0).at(), Duration.ZERO);
    }
    sources.put("south", south);
    int operations = Recording.empty().sync(walk, north.clock).operations.size();
    for (int n = 0; n <= operations; n++) {
      Recording first = Recording.empty().crashingAt(n).sync(walk, north.clock);
      assertThat(first.next().sync(walk, north.clock).durable).isEqualTo(all());
    }
  }

  @Test
  void aPartitionThatIsReadIsNotSentAgainAfterACrashInTheNext() {
    north.holds(30, 3);
    for (int id = 101; id <= 120; id++) {
      south.put(id, north.versions.get(id - 100).get(0).at(), Duration.ZERO);
    }
    sources.put("south", south);
    int operations = Recording.empty().sync(walk.together(1), north.clock).operations.size();
    Recording first =
        Recording.empty().crashingAt(operations - 5).sync(walk.together(1), north.clock);
    assertThat(first.next().sync(walk.together(1), north.clock).ids())
        .contains("120")
        .doesNotContain("1");
  }

  @Test
  void aPartitionThatFailsKeepsItsPlaceAndIsReported() {
    north.holds(30, 1);
    Walk failing =
        Partitions.of(
            USER,
            PartitionSource.of("place", List.of("bad", "north")),
            part ->
                part.text("place").equals("bad")
                    ? Strategies.keyset(north)
                        .first(
                            since -> {
                              throw new SourceDataException("cut");
                            })
                    : Strategies.keyset(north));
    Recording sync = Recording.empty().sync(failing, north.clock);
    assertThat(sync.durable).isEqualTo(north.table());
    assertThat(sync.reason()).contains("partition place=bad could not be read: cut");
    assertThat(sync.state.json()).doesNotContain("bad");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410, 451})
  void aPartitionThatIsGoneOrForbiddenLeavesTheOthersGoing(int status) {
    north.holds(30, 1);
    sources.put("bad", south);
    sources.put("west", north);
    south.beforePage =
        page -> {
          throw new SourceDataException("no", new HttpStatusException(status, "no"));
        };
    Recording sync = Recording.empty().sync(walk, north.clock);
    assertThat(sync.durable).isEqualTo(north.table());
    assertThat(sync.reason()).contains("partition place=bad could not be read: no");
    assertThat(sync.state.json()).contains("north", "west").doesNotContain("bad");
  }

  @Test
  void aPartitionThatAListingLeavesOutKeepsItsPlace() {
    sources.put("south", south);
    south.holds(20, 1);
    Recording first = Recording.empty().sync(walk, north.clock);
    sources.remove("south");
    Recording second = first.next().sync(walk, north.clock);
    sources.put("south", south);
    assertThat(second.next().sync(walk, north.clock).ids()).isEmpty();
  }

  @Test
  void aSourceThatRefusesEachPartitionFailsTheSync() {
    for (int i = 0; i < 30; i++) {
      sources.put("p" + i, south);
    }
    south.beforePage =
        page -> {
          throw new SourceDataException("refused");
        };
    sources.remove("north");
    Recording sync = Recording.empty().sync(walk, north.clock);
    assertThat(sync.failure.orElseThrow()).hasMessage("refused");
    assertThat(south.served).isLessThanOrEqualTo(20);
  }

  @Test
  void aSourceThatRefusesWhoAsksIsNotAskedForEachPartition() {
    north.holds(30, 1);
    List<Integer> refused = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sources.put("p" + i, south);
    }
    south.beforePage =
        page -> {
          refused.add(page);
          throw new SourceDataException("revoked", new HttpStatusException(401, "revoked"));
        };
    Recording sync = Recording.empty().sync(walk.together(1), north.clock);
    assertThat(sync.failure.orElseThrow()).hasMessage("revoked");
    assertThat(refused).hasSize(1);
  }

  @Test
  void partitionsOfEqualCursorsAreKeptTogether() {
    for (int i = 0; i < 50; i++) {
      sources.put("p" + i, new FakeSource());
    }
    Recording sync = Recording.empty().sync(walk, north.clock);
    assertThat(sync.cursor().parts("partitions")).hasSize(1);
    assertThat(sync.isComplete()).isTrue();
  }

  @Test
  void manyPartitionsAreReadAtOnceAndNothingIsMixedUp() {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      FakeSource each = new FakeSource();
      int first = 1_000 * i;
      for (int id = first + 1; id <= first + 25; id++) {
        each.put(id, each.clock.instant().minusSeconds(90_000 - id), Duration.ZERO);
      }
      sources.put("p" + i, each);
      expected.putAll(each.table());
    }
    sources.remove("north");
    Partitions together =
        Partitions.of(
            USER,
            () -> sources.keySet().stream().map(name -> Partition.of("place", name)).toList(),
            part -> Strategies.keyset(sources.get(part.text("place"))).ascending());
    for (int round = 0; round < 20; round++) {
      Recording first =
          Recording.empty().crashingAt(60 * round).sync(together.together(8), north.clock);
      Recording second = first.next().sync(together.together(8), north.clock);
      assertThat(second.durable).isEqualTo(expected);
      Recording third = second.next().sync(together.together(1), north.clock);
      assertThat(third.ids()).isEmpty();
      assertThat(third.state).isEqualTo(second.state);
    }
  }

  @Test
  void partitionsAreListedMultipliedAndGrouped() throws Exception {
    PartitionSource years = PartitionSource.of("year", List.of("2025", "2026"));
    PartitionSource both = years.times(PartitionSource.of("place", List.of("north", "south")));
    assertThat(both.partitions())
        .hasSize(4)
        .contains(Partition.of("place", "south").with("year", "2025"));
    assertThat(PartitionSource.of("id", List.of("1", "2", "3")).inGroupsOf(2, "id").partitions())
        .containsExactly(Partition.of("id", "1,2"), Partition.of("id", "3"));
    List<Request> asked = new ArrayList<>();
    PartitionSource listed =
        PartitionSource.rowsOf(
            request -> {
              asked.add(request);
              return Answer.of(
                  asked.size() == 1
                      ? "{\"data\":[{\"id\":1},{\"id\":2}],\"next\":\"b\"}"
                      : "{\"data\":[{\"id\":3}],\"next\":null}");
            },
            Request.get("/parents"),
            Paging.token("/next", Slot.query("token")),
            "/data",
            "id");
    assertThat(listed.partitions())
        .extracting(each -> each.text("id"))
        .containsExactly("1", "2", "3");
    assertThat(asked.get(1)).hasToString("GET /parents?token=***");
  }

  @Test
  void aListWhosePagesCountIsReadUntilItHasNoNewPartitions() throws Exception {
    List<Integer> projects = IntStream.rangeClosed(1, 30).boxed().collect(toList());
    PartitionSource listed =
        PartitionSource.rowsOf(
            request -> {
              int page = Integer.parseInt(request.queryValue("page").orElse("1"));
              if (page == 2) {
                projects.remove(Integer.valueOf(1));
              }
              return Answer.of(
                  "{\"data\":"
                      + projects.stream()
                          .skip(10L * (page - 1))
                          .limit(10)
                          .map(id -> "{\"id\":" + id + "}")
                          .toList()
                      + "}");
            },
            Request.get("/projects"),
            Paging.pageNumber(Slot.query("page")),
            "/data",
            "id");
    assertThat(listed.partitions())
        .containsAll(projects.stream().map(id -> Partition.of("id", "" + id)).toList());
  }

  @Test
  void aListWithoutRowsIsBelievedIfItComesTwice() throws Exception {
    List<String> answers =
        new ArrayList<>(List.of("{\"data\":[]}", "{\"data\":[{\"id\":1}]}", "{\"data\":[]}"));
    PartitionSource listed =
        PartitionSource.rowsOf(
            request -> Answer.of(answers.remove(0)),
            Request.get("/projects"),
            Paging.none(),
            "/data",
            "id");
    assertThat(listed.partitions()).containsExactly(Partition.of("id", "1"));
  }
}
