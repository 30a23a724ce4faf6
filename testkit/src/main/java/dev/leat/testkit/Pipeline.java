package dev.leat.testkit;

import dev.leat.sdk.Connector;
import dev.leat.sdk.Operation;
import dev.leat.sdk.OperationSink;
import dev.leat.sdk.SyncRequest;
import dev.leat.sdk.SyncResult;
import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.schema.TableName;
import dev.leat.sdk.state.State;
import dev.leat.sdk.state.StateOwner;
import java.time.Clock;
import java.util.Map;

/**
 * One connector that syncs again and again into memory, as it would into a destination: rows become
 * durable with the checkpoint that claims them, together with its state, and a crash drops what
 * follows. Used by one thread.
 */
public final class Pipeline {

  private final Connector connector;
  private final Configuration configuration;
  private final Schema tables;
  private final Clock clock;
  private final TableModel model;
  private State state;
  private Recording last;

  /**
   * A pipeline that has never run, over all tables.
   *
   * @param settings the connector's configuration as JSON
   * @param clock what the connector takes for the time
   * @throws dev.leat.sdk.error.ConfigurationException if the settings are not valid
   */
  public Pipeline(Connector connector, String settings, Clock clock) throws InterruptedException {
    this.connector = connector;
    this.configuration = connector.configurationSpec().parse(settings);
    this.tables = connector.discover(configuration);
    this.clock = clock;
    this.model = new TableModel(tables);
    this.state = State.empty(StateOwner.of(connector.info().name(), configuration.identity()));
    this.last = Recording.from(state);
  }

  /**
   * Syncs to the end from the durable state.
   *
   * @throws AssertionError if rows follow the last checkpoint
   */
  public SyncResult sync() throws InterruptedException {
    last = Recording.from(state);
    try {
      SyncResult result = connector.sync(request(), last);
      if (!last.unclaimed().isEmpty()) {
        throw new AssertionError("Rows follow the last checkpoint: " + last.unclaimed());
      }
      return result;
    } finally {
      commit();
    }
  }

  /**
   * Syncs until so many checkpoints are durable, then crashes.
   *
   * @throws AssertionError if the sync ends before that
   */
  public void crashAfterCheckpoints(int checkpoints) throws InterruptedException {
    last = Recording.from(state);
    try {
      connector.sync(request(), crashingAfter(checkpoints));
    } catch (SimulatedCrash expected) {
      return;
    } finally {
      commit();
    }
    throw new AssertionError("The sync ended before checkpoint " + checkpoints);
  }

  /** The durable rows of a table as JSON by key; empty if there are none. */
  public Map<String, String> rows(TableName table) {
    return model.rows(table);
  }

  /** The durable state; without cursors before the first checkpoint. */
  public State state() {
    return state;
  }

  /** What the last sync said, up to its crash if it crashed; empty before the first. */
  public Recording lastSync() {
    return last;
  }

  private SyncRequest request() {
    return SyncRequest.of(configuration, tables, state, clock);
  }

  private OperationSink crashingAfter(int checkpoints) {
    Recording recording = last;
    return operation -> {
      recording.accept(operation);
      if (operation instanceof Operation.Checkpoint && recording.states().size() == checkpoints) {
        throw new SimulatedCrash(recording.operations().size() + 1);
      }
    };
  }

  private void commit() {
    model.apply(last.durable());
    state = last.durableState();
  }
}
