package dev.leat.sdk;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.internal.DaemonThreads;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a sync is asked to do. Immutable.
 *
 * @param configuration valid settings
 * @param selection the tables to read, in this order; a subset of what {@link Connector#discover}
 *     gave
 * @param state where the last sync stopped; empty at the first
 * @param clock the time of this machine; a source's own time is {@link
 *     dev.leat.sdk.http.Answer#serverTime}
 * @param ahead what runs the question for the next page while the rows of one are sent; empty if
 *     each page is asked for only when the one before it is done
 */
public record SyncRequest(
    Configuration configuration,
    Schema selection,
    State state,
    Clock clock,
    Optional<Executor> ahead) {

  /** A request under which each page is asked for when the one before it is done. */
  public SyncRequest(Configuration configuration, Schema selection, State state, Clock clock) {
    this(configuration, selection, state, clock, Optional.empty());
  }

  /** The same request from another state. */
  public SyncRequest from(State other) {
    return new SyncRequest(configuration, selection, other, clock, ahead);
  }

  /** The same request; the next page is asked for, in another thread, while one is sent. */
  public SyncRequest readingAhead() {
    return readingAhead(DaemonThreads.asMany(Thread.currentThread().getName() + "-ahead"));
  }

  /**
   * The same request; the next page is asked for while one is sent.
   *
   * @param executor may run its task at once: then a page is asked for, and received, before the
   *     rows of the one before it are sent
   */
  public SyncRequest readingAhead(Executor executor) {
    return new SyncRequest(configuration, selection, state, clock, Optional.of(executor));
  }
}
