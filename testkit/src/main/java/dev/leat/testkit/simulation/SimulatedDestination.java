package dev.leat.testkit.simulation;

import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.state.State;
import dev.leat.testkit.SimulatedCrash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A destination that commits rows and state in one step: at each checkpoint, or at some and the
 * last. A row replaces a stored one unless its table has versions and it is older. A table that is
 * replaced changes once a sync is complete. Dies when told to. Used by one thread.
 */
final class SimulatedDestination implements OperationSink {

  private final SourceModel model;
  private final Table table;
  private final List<Finding> findings;
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final List<Version> committed = new ArrayList<>();

  private Map<Integer, Version> durable = new TreeMap<>();
  private Map<Integer, Version> pending = new TreeMap<>();
  private final List<Version> uncommitted = new ArrayList<>();
  private State state;
  private State claimed;
  private int crashAt;
  private int commitEvery;
  private int operations;
  private int claims;

  /**
   * What a claim would have made durable.
   *
   * @param at when it was made, in true time
   */
  record Checkpoint(State state, Map<Integer, Version> rows, long at) {}

  SimulatedDestination(SourceModel model, Table table, State state, List<Finding> findings) {
    this.model = model;
    this.table = table;
    this.state = state;
    this.claimed = state;
    this.findings = findings;
  }

  /** A destination that holds what a checkpoint made durable, and notes no checkpoints. */
  SimulatedDestination restoredTo(Checkpoint checkpoint) {
    SimulatedDestination other =
        new SimulatedDestination(model, table, checkpoint.state(), findings);
    other.durable = new TreeMap<>(checkpoint.rows());
    return other;
  }

  /** A destination with these rows whose state was put back to that of a checkpoint. */
  SimulatedDestination withStateOf(Checkpoint checkpoint) {
    SimulatedDestination other =
        new SimulatedDestination(model, table, checkpoint.state(), findings);
    other.durable = new TreeMap<>(durable);
    return other;
  }

  /** A sync begins. */
  void begin(int operationToDieAt, int commitsEvery) {
    crashAt = operationToDieAt;
    commitEvery = commitsEvery;
    operations = 0;
    claims = 0;
    pending = replaces() ? new TreeMap<>() : new TreeMap<>(durable);
    uncommitted.clear();
    claimed = state;
  }

  @Override
  public void accept(Operation operation) {
    synchronized (model) {
      take(operation);
    }
  }

  private void take(Operation operation) {
    if (operations++ == crashAt) {
      throw new SimulatedCrash(crashAt);
    }
    if (operation instanceof Operation.Upsert upsert) {
      arrive(upsert.row());
    } else if (operation instanceof Operation.Checkpoint checkpoint) {
      claimed = checkpoint.state();
      if (!replaces()) {
        checkpoints.add(new Checkpoint(claimed, new TreeMap<>(pending), model.now()));
        if (++claims % commitEvery == 0) {
          commit();
        }
      }
    }
  }

  /** The sync ended by itself, and said so. */
  void end(boolean isComplete) {
    if (!replaces() || isComplete) {
      commit();
      checkpoints.add(new Checkpoint(state, new TreeMap<>(durable), model.now()));
    }
  }

  private void arrive(Row row) {
    Optional<Version> known =
        row.text("value").flatMap(number -> model.version(Integer.parseInt(number)));
    if (known.isEmpty() || !known.get().json().equals(row.json())) {
      findings.add(new Finding(Finding.Kind.PHANTOM, "no version of a row is " + row.json()));
      return;
    }
    Version version = known.get();
    if (version.visible() > model.now()) {
      findings.add(new Finding(Finding.Kind.PHANTOM, "not to be seen yet: " + row.json()));
    }
    uncommitted.add(version);
    merge(pending, version);
  }

  private boolean replaces() {
    return table.isReplaced();
  }

  private void merge(Map<Integer, Version> rows, Version version) {
    Version held = rows.get(version.id());
    boolean isComparable = held != null && version.isStamped() && table.versionColumn().isPresent();
    boolean isOlder = isComparable && version.stamp() < held.stamp();
    if (!isOlder) {
      rows.put(version.id(), version);
    }
  }

  private void commit() {
    for (Version row : pending.values()) {
      Version before = durable.get(row.id());
      if (before != null && before.number() > row.number()) {
        findings.add(
            new Finding(Finding.Kind.REGRESSED, before.json() + " was replaced by " + row.json()));
      }
    }
    durable = new TreeMap<>(pending);
    state = claimed;
    committed.addAll(uncommitted);
    uncommitted.clear();
  }

  /** The committed rows by key; a copy. */
  Map<Integer, Version> rows() {
    return new TreeMap<>(durable);
  }

  /** The committed state. */
  State state() {
    return state;
  }

  /** Every claim so far, also those of syncs that died later. */
  List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  /**
   * The rows after everything that was committed from some row on is sent again, each line twice.
   */
  Map<Integer, Version> rowsIfSentAgainFrom(int place) {
    Map<Integer, Version> rows = rows();
    for (Version row : committed.subList(place, committed.size())) {
      merge(rows, row);
      merge(rows, row);
    }
    return rows;
  }

  /** How many rows were committed, repetitions counted. */
  int arrived() {
    return committed.size();
  }
}
