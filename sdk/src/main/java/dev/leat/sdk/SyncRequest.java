package dev.leat.sdk;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import java.time.Clock;

/**
 * What a sync is asked to do. Immutable.
 *
 * @param configuration valid settings
 * @param selection the tables to read, in this order; a subset of what {@link Connector#discover}
 *     gave
 * @param state where the last sync stopped; empty at the first
 * @param clock the time of this machine; a source's own time is {@link
 *     dev.leat.sdk.row.Page#serverTime}
 */
public record SyncRequest(Configuration configuration, Schema selection, State state, Clock clock) {

  /** The same request from another state. */
  public SyncRequest from(State other) {
    return new SyncRequest(configuration, selection, other, clock);
  }
}
