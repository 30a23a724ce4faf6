package dev.leat.engine;

import dev.leat.engine.destination.Destination;
import dev.leat.sdk.Connector;
import dev.leat.sdk.config.Configuration;
import java.time.Clock;
import java.util.UUID;

/**
 * Runs one sync: a connector's operations into a destination, exactly once. Immutable; every {@link
 * #run} is a run of its own.
 */
public final class SyncRunner {

  private final Connector connector;
  private final Configuration configuration;
  private final Destination destination;
  private final SyncOptions options;
  private final SyncListener listener;
  private final Clock clock;

  private SyncRunner(
      Connector connector,
      Configuration configuration,
      Destination destination,
      SyncOptions options,
      SyncListener listener,
      Clock clock) {
    this.connector = connector;
    this.configuration = configuration;
    this.destination = destination;
    this.options = options;
    this.listener = listener;
    this.clock = clock;
  }

  /** A runner with the default options, that nobody follows, on this machine's clock. */
  public SyncRunner(Connector connector, Configuration configuration, Destination destination) {
    this(
        connector,
        configuration,
        destination,
        SyncOptions.DEFAULT,
        SyncListener.NONE,
        Clock.systemUTC());
  }

  /** This runner with other options. */
  public SyncRunner with(SyncOptions other) {
    return new SyncRunner(connector, configuration, destination, other, listener, clock);
  }

  /** This runner with another follower. */
  public SyncRunner with(SyncListener other) {
    return new SyncRunner(connector, configuration, destination, options, other, clock);
  }

  /** This runner on another clock. */
  public SyncRunner with(Clock other) {
    return new SyncRunner(connector, configuration, destination, options, listener, other);
  }

  /**
   * Reads the source into the destination and waits for the end. Whatever goes wrong is in the
   * report; nothing is thrown.
   *
   * <p>To stop a run, interrupt the thread that called this: the connector is interrupted,
   * everything up to its last checkpoint is committed, and the report says {@code INTERRUPTED}; the
   * thread's interrupt flag is set again on return.
   */
  public SyncReport run() {
    Run run =
        new Run(
            UUID.randomUUID().toString(),
            connector,
            configuration,
            destination,
            options,
            new GuardedListener(listener),
            clock);
    return run.toTheEnd();
  }
}
