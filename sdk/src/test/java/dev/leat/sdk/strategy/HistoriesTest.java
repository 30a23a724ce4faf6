package dev.leat.sdk.strategy;

import static dev.leat.sdk.strategy.Strategies.keyset;
import static dev.leat.sdk.strategy.Strategies.offset;
import static dev.leat.sdk.strategy.Strategies.replay;
import static dev.leat.sdk.strategy.Strategies.seek;
import static dev.leat.sdk.strategy.Strategies.stepSize;
import static dev.leat.sdk.strategy.Strategies.timestamp;
import static dev.leat.sdk.strategy.Strategies.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.leat.sdk.Operation;
import dev.leat.sdk.state.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random histories: rows appear, change, come late and in bursts of one stamp while pages are read,
 * and the destination dies at any operation. Within what a strategy asks of its source, a last sync
 * makes the destination equal to the source, from every checkpoint there ever was.
 */
class HistoriesTest {

  private static final int HISTORIES = Integer.getInteger("leat.histories", 300);

  /** Checkpoints of a history from which it is resumed; every one of a sync is in other tests. */
  private static final int POINTS = 4;

  private static final Duration LAG = Duration.ofMinutes(5);

  /** What may happen between two pages. */
  private enum Change {
    ANY,
    INSERTS_ONLY
  }

  @Test
  void keysetByTokensLosesNothing() {
    forEachHistory(
        Change.ANY,
        (source) -> {
          Keyset walk = keyset(source);
          walk = source.order == FakeSource.Order.ASCENDING ? walk.ascending() : walk.newestFirst();
          walk = source.random.nextBoolean() ? walk.tokenLife(Duration.ofMinutes(1)) : walk;
          return source.inclusive ? walk.inclusive() : walk;
        });
  }

  @Test
  void keysetByPositionLosesNothing() {
    forEachHistory(Change.ANY, source -> seek(ascending(source)));
  }

  @Test
  void offsetInAscendingOrderLosesNothing() {
    forEachHistory(
        Change.ANY,
        source -> offset(ascending(source)).overlap(1 + source.random.nextInt(2)).ascending());
  }

  @Test
  void timestampByFilterLosesNothing() {
    forEachHistory(
        Change.ANY,
        source -> {
          ascending(source).cap = 25;
          Timestamp walk = timestamp(source);
          walk = source.random.nextBoolean() ? walk.ascending() : walk;
          walk = source.random.nextBoolean() ? walk.pageCap(25) : walk;
          return source.inclusive ? walk.inclusive() : walk.exclusive();
        });
  }

  @Test
  void timestampByWindowsLosesNothing() {
    forEachHistory(
        Change.ANY,
        source -> {
          source.cap = 30;
          source.granuleMillis = 1;
          return windows(source).pageCap(30).granularity(Duration.ofMillis(1));
        });
  }

  @Test
  void stepSizeLosesNothing() {
    forEachHistory(
        Change.INSERTS_ONLY,
        source -> {
          source.cap = 20;
          StepSize walk =
              stepSize(source)
                  .step(10)
                  .reorderWindow(60)
                  .visibilityLag(Duration.ofSeconds(2))
                  .pageCap(20)
                  .upTo(2_000);
          return source.random.nextBoolean() ? walk.maxIdAt("/max", source::highestId) : walk;
        });
  }

  @Test
  void replayLosesNothing() {
    forEachHistory(
        Change.ANY,
        source -> {
          ascending(source).cap = 25;
          Replay walk = replay(source).buffer(Duration.ofMinutes(6));
          walk = source.random.nextBoolean() ? walk.ascending() : walk;
          return source.random.nextBoolean() ? walk.pageCap(25) : walk;
        });
  }

  private static FakeSource ascending(FakeSource source) {
    source.order = FakeSource.Order.ASCENDING;
    return source;
  }

  private static void forEachHistory(Change change, Function<FakeSource, Walk> strategy) {
    long first = Long.getLong("leat.seed", 1);
    for (long seed = first; seed < first + HISTORIES; seed++) {
      try {
        history(seed, change, strategy);
      } catch (AssertionError | RuntimeException e) {
        fail("seed " + seed + " (rerun with -Dleat.seed=" + seed + " -Dleat.histories=1)", e);
      }
    }
  }

  private static void history(long seed, Change change, Function<FakeSource, Walk> strategy) {
    Random random = new Random(seed);
    FakeSource source = new FakeSource();
    source.random = random;
    source.order =
        random.nextInt(3) == 0 ? FakeSource.Order.NEWEST_FIRST : FakeSource.Order.ASCENDING;
    source.inclusive = random.nextBoolean();
    source.pageSize = 3 + random.nextInt(8);
    source.holds(random.nextInt(60), 1 + random.nextInt(4));
    Ids ids = new Ids(source.versions.size());
    Walk walk = strategy.apply(source);
    source.beforePage = page -> mutate(source, page < 25 ? random : null, change, ids);
    List<Point> points = new ArrayList<>();
    Recording destination = Recording.empty();
    for (int sync = 0; sync < 3; sync++) {
      destination = destination.next().crashingAt(random.nextInt(120));
      Map<String, String> before = new TreeMap<>(destination.durable);
      destination.sync(walk, source.clock);
      assertThat(destination.failure).isEmpty();
      collect(destination, before, points);
      source.clock.pass(Duration.ofSeconds(random.nextInt(600)));
    }
    source.beforePage = page -> {};
    source.clock.pass(Duration.ofMinutes(20));
    Collections.shuffle(points, random);
    List<Point> tried = new ArrayList<>(points.subList(0, Math.min(POINTS, points.size())));
    tried.add(new Point(destination.state, destination.durable));
    for (Point point : tried) {
      Recording resumed = Recording.empty();
      resumed.state = point.state;
      resumed.durable.putAll(point.rows);
      resumed.sync(walk, source.clock);
      assertThat(resumed.failure).isEmpty();
      assertThat(resumed.reason()).isEmpty();
      assertThat(resumed.durable).isEqualTo(source.table());
      assertThat(resumed.state.json().length()).isLessThan(8_000);
    }
  }

  private record Point(State state, Map<String, String> rows) {}

  /** Every checkpoint with what was durable at it. */
  private static void collect(Recording recording, Map<String, String> before, List<Point> points) {
    Recording replayed = Recording.empty();
    replayed.durable.putAll(before);
    for (Operation operation : recording.operations) {
      replayed.accept(operation);
      if (operation instanceof Operation.Checkpoint) {
        points.add(new Point(replayed.state, new TreeMap<>(replayed.durable)));
      }
    }
  }

  private static final class Ids {
    private int last;

    Ids(int last) {
      this.last = last;
    }
  }

  private static void mutate(FakeSource source, Random random, Change change, Ids ids) {
    if (random == null) {
      return;
    }
    source.clock.pass(Duration.ofMillis(random.nextInt(3_000)));
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      int what = random.nextInt(6);
      Duration most = change == Change.INSERTS_ONLY ? Duration.ofSeconds(2) : LAG;
      Duration late =
          random.nextInt(4) == 0
              ? most.multipliedBy(random.nextInt(100)).dividedBy(100)
              : Duration.ZERO;
      if (change == Change.INSERTS_ONLY || what < 2 || ids.last == 0) {
        ids.last += change == Change.INSERTS_ONLY ? 1 + random.nextInt(2) : 1;
        source.put(ids.last, source.clock.instant(), late);
      } else if (what < 5) {
        source.put(1 + random.nextInt(ids.last), source.clock.instant(), late);
      } else {
        for (int tie = 0; tie < 4; tie++) {
          source.put(++ids.last, source.clock.instant(), Duration.ZERO);
        }
      }
      if (random.nextBoolean()) {
        source.clock.pass(Duration.ofMillis(random.nextInt(50)));
      }
    }
  }
}
