package dev.leat.testkit;

import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connector that syncs again and again into memory, as it would into a destination: upserts are
 * merged by the key {@code id} and become durable with the checkpoint that claims them, together
 * with its state; a crash drops what follows. For one thread.
 */
public final class Pipeline {

  private final Connector connector;
  private final Configuration configuration;
  private final Clock clock;
  private final Map<String, String> rows = new TreeMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private State state;

  /**
   * A pipeline that has never run.
   *
   * @param settings the connector's configuration as JSON
   * @throws dev.leat.sdk.error.ConfigurationException if the settings are not valid
   */
  public Pipeline(Connector connector, String settings, Clock clock) {
    this.connector = connector;
    this.configuration = connector.configurationSpec().parse(settings);
    this.clock = clock;
    this.state = State.empty(StateOwner.of(connector.info().name(), configuration.identity()));
  }

  /**
   * Syncs to the end.
   *
   * @throws AssertionError if rows follow the last checkpoint
   */
  public SyncResult sync() throws InterruptedException {
    Run run = new Run(Integer.MAX_VALUE);
    SyncResult result = run.toTheEnd();
    if (!run.unclaimed.isEmpty()) {
      throw new AssertionError("Rows follow the last checkpoint: " + run.unclaimed.keySet());
    }
    return result;
  }

  /**
   * Syncs until so many checkpoints are durable, then crashes.
   *
   * @throws AssertionError if the sync ends before that
   */
  public void crashAfterCheckpoints(int checkpoints) throws InterruptedException {
    try {
      new Run(checkpoints).toTheEnd();
    } catch (Crash expected) {
      return;
    }
    throw new AssertionError("The sync ended before checkpoint " + checkpoints);
  }

  /** The durable rows as JSON by key; a copy. */
  public Map<String, String> rows() {
    return new TreeMap<>(rows);
  }

  /** The durable state; without cursors before the first checkpoint. */
  public State state() {
    return state;
  }

  /** What the last sync said, in order, up to its crash if it crashed; a copy. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** How many rows the last sync sent. */
  public long sent() {
    return operations.stream().filter(Operation.Upsert.class::isInstance).count();
  }

  /** One sync into the pipeline. */
  private final class Run {

    private final int crashAt;
    private final Map<String, String> unclaimed = new TreeMap<>();
    private int checkpoints;

    Run(int crashAt) {
      this.crashAt = crashAt;
    }

    SyncResult toTheEnd() throws InterruptedException {
      operations.clear();
      SyncRequest request =
          new SyncRequest(configuration, connector.discover(configuration), state, clock);
      return connector.sync(request, this::accept);
    }

    private void accept(Operation operation) {
      operations.add(operation);
      if (operation instanceof Operation.Upsert upsert) {
        unclaimed.put(key(upsert.row()), upsert.row().json());
      } else if (operation instanceof Operation.Checkpoint checkpoint) {
        rows.putAll(unclaimed);
        unclaimed.clear();
        state = checkpoint.state();
        if (++checkpoints == crashAt) {
          throw new Crash();
        }
      }
    }

    private String key(Row row) {
      return row.text("id").orElseThrow();
    }
  }

  /** The host is gone. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
