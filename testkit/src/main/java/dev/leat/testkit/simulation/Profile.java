package dev.leat.testkit.simulation;

import dev.leat.testkit.simulation.Event.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Which histories are made up: what may happen, how often and how badly. Immutable.
 *
 * @param may what happens to the source, a kind that stands there twice twice as often
 * @param mostLate the longest that a row is visible after its stamp, in milliseconds
 * @param mostTies rows of one stamp
 * @param mostSkew how far the source's clock may be wrong, in milliseconds
 * @param manners how the source may treat its callers
 * @param kept what of a source made up at random a strategy asks for, put right
 */
public record Profile(
    List<What> may,
    long mostLate,
    int mostTies,
    long mostSkew,
    List<Manner> manners,
    UnaryOperator<Server> kept) {

  private static final int SYNCS = 3;
  private static final int PAGES = 8;

  /** Copies the lists. */
  public Profile {
    may = List.copyOf(may);
    manners = List.copyOf(manners);
  }

  /** The same profile, of histories in which only this happens. */
  public Profile only(What... kinds) {
    return new Profile(List.of(kinds), mostLate, mostTies, mostSkew, manners, kept);
  }

  /** The same profile, over sources that treat their callers so. */
  public Profile over(Manner... others) {
    return new Profile(may, mostLate, mostTies, mostSkew, List.of(others), kept);
  }

  /** The same profile, of rows that are visible at most so late. */
  public Profile late(long millis) {
    return new Profile(may, millis, mostTies, mostSkew, manners, kept);
  }

  /** The same profile, over sources that are put right in this way, too. */
  public Profile where(UnaryOperator<Server> puttingRight) {
    return new Profile(
        may,
        mostLate,
        mostTies,
        mostSkew,
        manners,
        server -> puttingRight.apply(kept.apply(server)));
  }

  /** The history of a seed: always the same one. */
  public History history(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    List<Event> events = new ArrayList<>();
    int first = random.nextInt(4);
    for (int i = 0; i < first; i++) {
      events.add(new Event(0, 0, What.INSERT, 1 + random.nextInt(6), 0));
      events.add(new Event(0, 0, What.WAIT, 0, 1_000L * random.nextInt(1_000)));
    }
    Server server = kept.apply(server(random));
    int syncs = 1 + random.nextInt(SYNCS);
    for (int sync = 0; sync < syncs; sync++) {
      int count = random.nextInt(12);
      for (int i = 0; i < count; i++) {
        events.add(event(random, sync));
      }
      disturbDestination(random, sync, events);
    }
    return new History(seed, server, syncs, events);
  }

  private Server server(Random random) {
    boolean dated = random.nextBoolean();
    return new Server(
        2 + random.nextInt(4),
        3 * mostTies + 2 + random.nextInt(6),
        random.nextInt(3) == 0 ? 1_000 : 1,
        random.nextBoolean(),
        random.nextInt(3) == 0,
        dated,
        dated ? 1_000L * (random.nextInt(7_200) - 3_600) : 0,
        random.nextInt(4) == 0 ? 5_000 : 0,
        random.nextInt(4) == 0,
        manners.get(random.nextInt(manners.size())),
        random.nextInt(4) == 0 ? Stamps.SECONDS : Stamps.MILLIS,
        random.nextInt(1_024));
  }

  private Event event(Random random, int sync) {
    What what = may.get(random.nextInt(may.size()));
    int page = random.nextInt(PAGES);
    int row = random.nextInt(40);
    // Half of the late behind the replica, half behind the stamp: together never too late.
    long late = random.nextInt(3) == 0 ? (long) (random.nextDouble() * mostLate / 2) : 0;
    return switch (what) {
      case INSERT ->
          new Event(
              sync, page, what, random.nextInt(4) == 0 ? 1 + random.nextInt(mostTies) : 1, late);
      case UPDATE -> new Event(sync, page, what, row, late);
      case DELETE -> new Event(sync, page, what, row, 0);
      case BACKDATE, REPLICA ->
          new Event(sync, page, what, 0, (long) (random.nextDouble() * mostLate / 2));
      case FUTURE -> new Event(sync, page, what, row, 1_000L * (600 + random.nextInt(1_000_000)));
      case RESTORE -> new Event(sync, page, what, row, (long) (random.nextDouble() * mostLate / 2));
      case REFUSE -> new Event(sync, page, what, 1 + random.nextInt(3), 0);
      case CORRECT, EMPTY_ANSWER -> new Event(sync, page, what, row, 0);
      case MOVE -> new Event(sync, page, what, row, random.nextInt(40));
      case NEW_FIELD -> new Event(sync, page, what, 0, 0);
      case WAIT ->
          new Event(
              sync,
              page,
              what,
              0,
              random.nextInt(3) == 0 ? random.nextInt(600_000) : random.nextInt(5_000));
      case CLOCK -> new Event(sync, page, what, 0, (long) ((random.nextDouble() - 0.5) * mostSkew));
      case FAULT -> new Event(sync, page, what, 1 + random.nextInt(7), 0);
      case CRASH, MERGE_CHECKPOINTS ->
          throw new IllegalArgumentException(what + " is no disturbance of a source");
    };
  }

  private static void disturbDestination(Random random, int sync, List<Event> events) {
    if (random.nextInt(3) == 0) {
      events.add(new Event(sync, 0, What.CRASH, random.nextInt(60), 0));
    }
    if (random.nextInt(3) == 0) {
      events.add(new Event(sync, 0, What.MERGE_CHECKPOINTS, 2 + random.nextInt(3), 0));
    }
  }
}
