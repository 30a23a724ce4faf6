package dev.leat.testkit.simulation;

import dev.leat.testkit.simulation.Event.What;
import dev.leat.testkit.simulation.Finding.Kind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Each way of each strategy over the histories that lie within what it asks of its source. */
final class Campaigns {

  private static final int RESTARTS = 1;

  /** Of rows, more than a history has. */
  private static final int ANY_NUMBER = 10_000;

  /** What may befall a source whose rows have a cursor. */
  private static final List<What> ANYTHING =
      List.of(
          What.INSERT,
          What.INSERT,
          What.UPDATE,
          What.UPDATE,
          What.UPDATE,
          What.DELETE,
          What.BACKDATE,
          What.WAIT,
          What.WAIT,
          What.CLOCK,
          What.REPLICA,
          What.FAULT,
          What.REFUSE,
          What.EMPTY_ANSWER,
          What.NEW_FIELD);

  /** The same, but never a row that is there, gone and there again. */
  private static final What[] ANYTHING_BUT_REPLICAS =
      ANYTHING.stream().filter(each -> each != What.REPLICA).toArray(What[]::new);

  /** A visibility lag of five minutes and clocks that are apart by less than a minute. */
  private static final Profile ANY_ORDER =
      new Profile(ANYTHING, 300_000, 6, 50_000, List.of(Manner.HONEST), server -> server);

  private static final Profile OLDEST_FIRST = ANY_ORDER.where(Server::oldestFirst);

  /** Rows of one time stand in one order, so that pages can be counted where they fill several. */
  private static final Profile TIES_IN_ORDER =
      OLDEST_FIRST.where(each -> each.without(Endpoints.TIES_IN_ANY_ORDER));

  /** No more than 40 ids within two seconds, each visible within two seconds. */
  private static final Profile IDS =
      new Profile(
          ANYTHING, 2_000, 3, 50_000, List.of(Manner.HONEST), each -> each.filterMillis(200));

  /** Rows also move about; none that was gone comes back where it was, or two passes may agree. */
  private static final Profile LISTED =
      ANY_ORDER.only(
          Stream.concat(Stream.of(ANYTHING_BUT_REPLICAS), Stream.of(What.MOVE, What.MOVE))
              .toArray(What[]::new));

  private static final Profile HELD_STILL =
      ANY_ORDER.only(ANYTHING_BUT_REPLICAS).where(Server::withoutTokenLife);

  /**
   * Times that do not grow with each change cannot tell which of two versions is newer, so no
   * replica may answer that has the older one.
   */
  private static final Profile BY_DATE =
      ANY_ORDER.only(ANYTHING_BUT_REPLICAS).where(each -> each.filterMillis(1).with(Stamps.DATES));

  private static final Profile BY_LOCAL_TIME =
      ANY_ORDER.only(ANYTHING_BUT_REPLICAS).where(each -> each.filterMillis(1).with(Stamps.LOCAL));

  /** Rows are stamped in the future, and put right, or get an older stamp again. */
  private static final Profile RESTAMPED =
      OLDEST_FIRST.only(
          Stream.concat(
                  Stream.of(ANYTHING_BUT_REPLICAS),
                  Stream.of(What.FUTURE, What.CORRECT, What.CORRECT, What.RESTORE))
              .toArray(What[]::new));

  /**
   * A list in no order may end incomplete, as declared, and where rows of one time are in no order,
   * so may pages of them.
   */
  private static final Set<Kind> ALL_BUT_REFUSED = EnumSet.complementOf(EnumSet.of(Kind.REFUSED));

  /**
   * A job that is taken up holds what was there when it was begun, and one of which it is not known
   * whether it was begun is not begun again.
   */
  private static final Set<Kind> ALL_OF_EXPORTS =
      EnumSet.complementOf(EnumSet.of(Kind.COMPLETE_WHILE_WRONG, Kind.REFUSED));

  private Campaigns() {}

  /** By strategy, then by its way; the same order each time. */
  static Map<String, Map<String, Campaign>> all() {
    Map<String, Map<String, Campaign>> all = new LinkedHashMap<>();
    all.put("Keyset", keyset());
    all.put("Offset", offset());
    all.put("Timestamp", timestamp());
    all.put("StepSize", stepSize());
    all.put("Replay", replay());
    return all;
  }

  static Map<String, Campaign> keyset() {
    Map<String, Campaign> ways = new LinkedHashMap<>();
    ways.put("by token", new Campaign(Subjects.keysetByToken(Stamps.MILLIS), ANY_ORDER, RESTARTS));
    ways.put("by position", new Campaign(Subjects.keysetByPosition(), OLDEST_FIRST, RESTARTS));
    ways.put("by token, in parts", new Campaign(Subjects.keysetByPart(1), ANY_ORDER, RESTARTS));
    ways.put(
        "by token, in parts together", new Campaign(Subjects.keysetByPart(3), ANY_ORDER, RESTARTS));
    ways.put("by token, of parents", new Campaign(Subjects.keysetOfParents(), ANY_ORDER, RESTARTS));
    ways.put(
        "by token, within parents",
        new Campaign(Subjects.keysetWithinParents(), ANY_ORDER, RESTARTS));
    ways.put(
        "by token, with backfills",
        new Campaign(Subjects.keysetWithBackfills(), ANY_ORDER, RESTARTS));
    ways.put(
        "by token, dates", new Campaign(Subjects.keysetByToken(Stamps.DATES), BY_DATE, RESTARTS));
    ways.put(
        "by token, local times",
        new Campaign(Subjects.keysetByToken(Stamps.LOCAL), BY_LOCAL_TIME, RESTARTS));
    return ways;
  }

  static Map<String, Campaign> offset() {
    Map<String, Campaign> ways =
        ways(
            "ascending",
            new Campaign(Subjects.offsetAscending(), TIES_IN_ORDER, RESTARTS),
            "in a stable order",
            new Campaign(
                Subjects.offsetInStableOrder(),
                OLDEST_FIRST.only(ANYTHING_BUT_REPLICAS),
                RESTARTS));
    ways.putAll(
        ways(
            "in no order",
            new Campaign(Subjects.offsetInUnstableOrder(), LISTED, RESTARTS, ALL_BUT_REFUSED),
            "append-only",
            new Campaign(
                Subjects.offsetAppendOnly(),
                OLDEST_FIRST
                    .only(What.INSERT, What.INSERT, What.WAIT, What.FAULT)
                    .late(0)
                    .where(each -> each.without(Endpoints.LEAVES_OUT)),
                RESTARTS)));
    ways.put(
        "ascending, ties in any order",
        new Campaign(Subjects.offsetAscending(), OLDEST_FIRST, RESTARTS, ALL_BUT_REFUSED));
    ways.put("of parents", new Campaign(Subjects.offsetOfParents(), TIES_IN_ORDER, RESTARTS));
    return ways;
  }

  static Map<String, Campaign> timestamp() {
    Map<String, Campaign> ways = new LinkedHashMap<>();
    ways.put("by filter", new Campaign(Subjects.timestampByFilter(), OLDEST_FIRST, RESTARTS));
    ways.put(
        "by filter, of parents",
        new Campaign(Subjects.timestampOfParents(), OLDEST_FIRST, RESTARTS));
    ways.put(
        "by filter, within parents",
        new Campaign(Subjects.timestampWithinParents(), OLDEST_FIRST, RESTARTS));
    ways.put(
        "by filter, with backfills",
        new Campaign(Subjects.timestampWithBackfills(), OLDEST_FIRST, RESTARTS));
    ways.put("by exports", new Campaign(Subjects.exported(), ANY_ORDER, RESTARTS, ALL_OF_EXPORTS));
    ways.put(
        "by counted pages",
        new Campaign(Subjects.timestampByCountedPages(), TIES_IN_ORDER, RESTARTS));
    ways.put(
        "by counted pages, ties in any order",
        new Campaign(
            Subjects.timestampByCountedPages(),
            OLDEST_FIRST.where(each -> each.without(Subjects.NO_ORDER)),
            RESTARTS,
            ALL_BUT_REFUSED));
    ways.put(
        "by counted pages, newest first",
        new Campaign(
            Subjects.timestampByCountedPages(),
            ANY_ORDER
                .only(ANYTHING_BUT_REPLICAS)
                .where(each -> each.putNewestFirst().without(Endpoints.TIES_IN_ANY_ORDER)),
            RESTARTS,
            ALL_BUT_REFUSED));
    ways.put(
        "by a coarse filter",
        new Campaign(
            Subjects.timestampByCoarseFilter(),
            OLDEST_FIRST.where(each -> each.filterMillis(1_000)),
            RESTARTS));
    ways.put(
        "by wrong stamps", new Campaign(Subjects.timestampOfWrongStamps(), RESTAMPED, RESTARTS));
    ways.put(
        "by windows",
        new Campaign(Subjects.timestampByWindows(Stamps.MILLIS), ANY_ORDER, RESTARTS));
    ways.put(
        "by windows, dates",
        new Campaign(
            Subjects.timestampByWindows(Stamps.DATES),
            BY_DATE.where(each -> each.cap(ANY_NUMBER)),
            RESTARTS));
    ways.put(
        "by windows, local times",
        new Campaign(Subjects.timestampByWindows(Stamps.LOCAL), BY_LOCAL_TIME, RESTARTS));
    return ways;
  }

  static Map<String, Campaign> stepSize() {
    Map<String, Campaign> ways = new LinkedHashMap<>();
    ways.put("by ranges", new Campaign(Subjects.stepSize(), IDS, RESTARTS));
    return ways;
  }

  static Map<String, Campaign> replay() {
    return ways(
        "of a buffer",
        new Campaign(Subjects.replayOfBuffer(), OLDEST_FIRST, RESTARTS),
        "of everything",
        new Campaign(Subjects.replayOfEverything(), HELD_STILL, RESTARTS));
  }

  private static Map<String, Campaign> ways(
      String one, Campaign first, String other, Campaign second) {
    Map<String, Campaign> ways = new LinkedHashMap<>();
    ways.put(one, first);
    ways.put(other, second);
    return ways;
  }
}
