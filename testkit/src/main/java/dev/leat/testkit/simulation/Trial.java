package dev.leat.testkit.simulation;

import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.Cursor;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import dev.leat.sdk.walk.Walk;
import dev.leat.testkit.SimulatedCrash;
import dev.leat.testkit.simulation.Finding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One history, run and judged: disturbed syncs, then one when all is quiet, then restarts from
 * checkpoints that there were. The same history always gives the same findings.
 */
public final class Trial {

  private static final Configuration NO_SETTINGS = ConfigurationSpec.of().parse("{}");
  private static final StateOwner OWNER = StateOwner.of("simulated", Map.of());

  /** Longer than any lag, buffer and skew. */
  private static final Duration UNTIL_ALL_IS_VISIBLE = Duration.ofHours(3);

  /** Requests of which the HTTP layer gives up the last. */
  private static final int ATTEMPTS = 5;

  /** Where a strategy must have stopped that was told to read no more pages than somewhat fewer. */
  private static final long MOST_PAGES = 3_500;

  private static final int QUIET = Integer.MAX_VALUE;

  private final Subject subject;
  private final History history;
  private final int restarts;
  private final SimulatedSource source;
  private final SourceModel model;
  private final Walk walk;
  private final List<Finding> findings = new ArrayList<>();

  private Trial(Subject subject, History history, int restarts) {
    this.subject = subject;
    this.history = history;
    this.restarts = restarts;
    this.source = new SimulatedSource(history);
    this.model = source.model();
    this.walk = subject.walk().apply(source);
  }

  /**
   * Runs a history.
   *
   * @param restarts from how many of its checkpoints, picked by its seed, it is tried to go on, and
   *     from how many of its rows all are sent again
   * @return what must not be; empty if every promise held
   */
  public static List<Finding> run(Subject subject, History history, int restarts) {
    Trial trial = new Trial(subject, history, restarts);
    try {
      trial.run();
    } catch (EndlessSyncException e) {
      trial.find(Kind.HUNG, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in a simulation", e);
    }
    return List.copyOf(trial.findings);
  }

  private void run() throws InterruptedException {
    SimulatedDestination destination =
        new SimulatedDestination(model, subject.table(), State.empty(OWNER), findings);
    for (int number = 0; number < history.syncs(); number++) {
      disturbed(destination, number);
    }
    source.settle(UNTIL_ALL_IS_VISIBLE);
    judgeClaims(destination.checkpoints());
    List<SimulatedDestination.Checkpoint> points = new ArrayList<>(destination.checkpoints());
    quiet(destination);
    judgeReplays(destination);
    Collections.shuffle(points, new Random(history.seed()));
    for (SimulatedDestination.Checkpoint point :
        points.subList(0, Math.min(restarts, points.size()))) {
      quiet(destination.restoredTo(point));
    }
    if (!points.isEmpty()) {
      quiet(destination.withStateOf(points.get(0)));
    }
  }

  private void disturbed(SimulatedDestination destination, int number) throws InterruptedException {
    Map<Integer, Version> before = destination.rows();
    source.beginSync(number, mostRequests());
    destination.begin(
        history.number(number, Event.What.CRASH, Integer.MAX_VALUE),
        Math.max(1, history.number(number, Event.What.MERGE_CHECKPOINTS, 1)));
    List<Version> readable = model.seenBehind(history.most(Event.What.REPLICA));
    Optional<SyncResult> result = sync(destination, number);
    judgeDeletes(before, destination.rows());
    if (result.isPresent() && result.get().isComplete()) {
      judgeFreshness(readable, destination.rows());
    }
    source.endSync();
  }

  /** The result; empty if it failed or died. */
  private Optional<SyncResult> sync(SimulatedDestination destination, int number)
      throws InterruptedException {
    SyncRequest inTurn =
        SyncRequest.of(
            NO_SETTINGS, Schema.of(subject.table()), destination.state(), source.machineClock());
    SyncRequest request = readsAhead() ? inTurn.readingAhead(Runnable::run) : inTurn;
    try {
      SyncResult result = walk.sync(request, destination);
      destination.end(result.isComplete());
      if (keepsItsWord(number) && !result.isComplete()) {
        find(Kind.REFUSED, "incomplete: " + result.incompleteBecause().orElse(""));
      }
      return Optional.of(result);
    } catch (ConnectorException e) {
      if (keepsItsWord(number)) {
        find(Kind.REFUSED, "failed: " + e.getMessage());
      }
      return Optional.empty();
    } catch (SimulatedCrash asTold) {
      return Optional.empty();
    }
  }

  /** Half of all histories: each page is there before the rows of the one before it are sent. */
  private boolean readsAhead() {
    return history.seed() % 2 == 0;
  }

  /**
   * Whether a sync has no excuse. More faults than attempts may end it, and rows that are gone
   * again from one page to the next, as a replica shows it, or all of them, and a source that
   * refuses; never in silence, and the next sync goes on.
   */
  private boolean keepsItsWord(int number) {
    return isHonest()
        && history.sum(number, Event.What.FAULT) < ATTEMPTS
        && history.most(Event.What.REPLICA) == 0
        && !source.hasBeenEmptied()
        && !source.hasRefused();
  }

  private boolean isHonest() {
    return history.server().manner() == Manner.HONEST;
  }

  private void quiet(SimulatedDestination destination) throws InterruptedException {
    source.beginSync(QUIET, mostRequests());
    destination.begin(Integer.MAX_VALUE, 1);
    Optional<SyncResult> result = sync(destination, QUIET);
    if (result.isPresent() && result.get().isComplete()) {
      judgeConvergence(destination.rows());
    }
  }

  /** What any way of reading could need, with each row in a page of its own. */
  private long mostRequests() {
    long needed = 200 + 20L * (model.versions() + history.events().size());
    return isHonest() ? needed : Math.max(needed, MOST_PAGES);
  }

  private void judgeConvergence(Map<Integer, Version> rows) {
    for (Version expected : model.table()) {
      Version held = rows.get(expected.id());
      if (held == null) {
        find(Kind.LOST, expected.json());
      } else if (!held.equals(expected) && subject.capture() != Subject.Capture.INSERTS) {
        find(Kind.STALE, held.json() + " where the source has " + expected.json());
      }
    }
    if (subject.capture() == Subject.Capture.EVERYTHING) {
      rows.keySet().stream()
          .filter(model::isDeleted)
          .forEach(id -> find(Kind.NOT_DELETED, rows.get(id).json()));
    }
  }

  private void judgeFreshness(List<Version> readable, Map<Integer, Version> rows) {
    for (Version seen : readable) {
      if (model.isDeleted(seen.id()) || !model.newest(seen.id()).equals(seen)) {
        // It moved while it was read: the next sync's business.
        continue;
      }
      Version held = rows.get(seen.id());
      if (held == null) {
        find(Kind.COMPLETE_WHILE_WRONG, "missing: " + seen.json());
      } else if (held.number() < seen.number() && subject.capture() != Subject.Capture.INSERTS) {
        find(Kind.COMPLETE_WHILE_WRONG, held.json() + " where the source had " + seen.json());
      }
    }
  }

  private void judgeDeletes(Map<Integer, Version> before, Map<Integer, Version> after) {
    for (Version row : before.values()) {
      if (!after.containsKey(row.id()) && !model.isDeleted(row.id())) {
        find(Kind.WRONGLY_DELETED, row.json());
      }
    }
  }

  private void judgeReplays(SimulatedDestination destination) {
    if (subject.capture() == Subject.Capture.EVERYTHING || destination.arrived() == 0) {
      return;
    }
    List<Integer> places =
        new ArrayList<>(IntStream.range(0, destination.arrived()).boxed().toList());
    Collections.shuffle(places, new Random(history.seed()));
    for (int place : places.subList(0, Math.min(restarts, places.size()))) {
      if (!destination.rowsIfSentAgainFrom(place).equals(destination.rows())) {
        find(Kind.NOT_IDEMPOTENT, "from row " + place + " of " + destination.arrived());
      }
    }
  }

  /** Every checkpoint is closed: looked up in the model's future, not found by losing a row. */
  private void judgeClaims(List<SimulatedDestination.Checkpoint> checkpoints) {
    for (SimulatedDestination.Checkpoint checkpoint : checkpoints) {
      Cursor cursor = checkpoint.state().cursor(subject.table().name()).orElse(Cursor.empty());
      int length = cursor.json().length();
      if (length > subject.mostState()) {
        find(Kind.STATE_TOO_LARGE, length + " characters: " + cursor);
      }
      if (!isHonest()) {
        continue;
      }
      Predicate<Version> isClaimed = subject.claims().apply(cursor);
      for (int id = 1; id <= model.rows(); id++) {
        if (!model.isDeleted(id)) {
          judgeClaim(checkpoint, isClaimed, id);
        }
      }
    }
  }

  private void judgeClaim(
      SimulatedDestination.Checkpoint checkpoint, Predicate<Version> isClaimed, int id) {
    Version sent = checkpoint.rows().get(id);
    List<Version> versions = model.versionsOf(id);
    for (int i = versions.size() - 1; i >= 0; i--) {
      Version version = versions.get(i);
      boolean isSent =
          sent != null
              && (subject.capture() == Subject.Capture.INSERTS
                  || sent.number() >= version.number());
      if (isSent) {
        return;
      }
      if (isClaimed.test(version)) {
        find(
            Kind.NOT_CLOSED,
            checkpoint.state().cursors() + " claims " + version.json() + ", which was not sent");
        return;
      }
      if (version.created() <= checkpoint.at()) {
        // Every older one is superseded by this, which a later sync will read.
        return;
      }
    }
  }

  private void find(Kind kind, String what) {
    findings.add(new Finding(kind, what));
  }
}
