package dev.leat.sdk.walk;

import static dev.leat.sdk.walk.FakeSource.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.error.SourceDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PartitionsTest {

  private final FakeSource north = new FakeSource();
  private final FakeSource south = new FakeSource();
  private final Map<String, FakeSource> sources = new TreeMap<>(Map.of("north", north));
  private final Walk walk =
      Partitions.of(
          USER,
          () -> new ArrayList<>(sources.keySet()),
          name -> Strategies.keyset(sources.get(name)).ascending());

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
      south.put(id, north.versions.get(id - 100).get(0).at(), java.time.Duration.ZERO);
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
      south.put(id, north.versions.get(id - 100).get(0).at(), java.time.Duration.ZERO);
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
      south.put(id, north.versions.get(id - 100).get(0).at(), java.time.Duration.ZERO);
    }
    sources.put("south", south);
    int operations = Recording.empty().sync(walk, north.clock).operations.size();
    Recording first = Recording.empty().crashingAt(operations - 5).sync(walk, north.clock);
    assertThat(first.next().sync(walk, north.clock).ids()).contains("120").doesNotContain("1");
  }

  @Test
  void aPartitionThatFailsKeepsItsPlaceAndIsReported() {
    north.holds(30, 1);
    Walk failing =
        Partitions.of(
            USER,
            () -> List.of("bad", "north"),
            name ->
                name.equals("bad")
                    ? (request, out) -> {
                      throw new SourceDataException("cut");
                    }
                    : Strategies.keyset(north));
    Recording sync = Recording.empty().sync(failing, north.clock);
    assertThat(sync.durable).isEqualTo(north.table());
    assertThat(sync.reason()).contains("partition \"bad\" could not be read: cut");
    assertThat(sync.state.json()).doesNotContain("bad");
  }

  @Test
  void partitionsThatTheSourceNoLongerNamesAreForgotten() {
    sources.put("south", south);
    north.holds(3, 1);
    Recording first = Recording.empty().sync(walk, north.clock);
    assertThat(first.state.json()).contains("south");
    sources.remove("south");
    assertThat(first.next().sync(walk, north.clock).state.json()).doesNotContain("south");
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
}
