package dev.leat.sdk;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.internal.DaemonThreads;
import dev.leat.sdk.schema.Schema;
import dev.leat.sdk.state.State;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a sync is asked to do. Immutable. */
public final class SyncRequest {

  private final Configuration configuration;
  private final Schema selection;
  private final State state;
  private final Clock clock;
  private final Optional<Executor> ahead;

  private SyncRequest(
      Configuration configuration,
      Schema selection,
      State state,
      Clock clock,
      Optional<Executor> ahead) {
    this.configuration = configuration;
    this.selection = selection;
    this.state = state;
    this.clock = clock;
    this.ahead = ahead;
  }

  /**
   * A request under which each page is asked for when the one before it is done.
   *
   * @param configuration valid settings
   * @param selection the tables to read, in this order; a subset of what {@link Connector#discover}
   *     gave
   * @param state where the last sync stopped; empty at the first
   * @param clock the time of this machine
   */
  public static SyncRequest of(
      Configuration configuration, Schema selection, State state, Clock clock) {
    return new SyncRequest(configuration, selection, state, clock, Optional.empty());
  }

  /** Valid settings. */
  public Configuration configuration() {
    return configuration;
  }

  /** The tables to read, in this order; a subset of what {@link Connector#discover} gave. */
  public Schema selection() {
    return selection;
  }

  /** Where the last sync stopped; empty at the first. */
  public State state() {
    return state;
  }

  /**
   * The time of this machine; a source's own time is {@link dev.leat.sdk.http.Answer#serverTime}.
   */
  public Clock clock() {
    return clock;
  }

  /**
   * What runs the question for the next page while the rows of one are sent; empty if each page is
   * asked for only when the one before it is done.
   */
  public Optional<Executor> ahead() {
    return ahead;
  }

  /** The same request for other tables. */
  public SyncRequest selecting(Schema other) {
    return new SyncRequest(configuration, other, state, clock, ahead);
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
