package dev.leat.sdk.http;

import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Where HTTP meets the world: transport, time and chance. One for the network, or one of your own
 * for a simulation. Immutable and safe to share.
 */
public final class Http {

  private final Transport transport;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  private Http(
      Transport transport,
      Clock clock,
      LongSupplier nanos,
      Sleeper sleeper,
      RandomGenerator random) {
    this.transport = transport;
    this.clock = clock;
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.random = random;
  }

  /** The real network and the real time; connections are shared by the whole process. */
  public static Http overNetwork() {
    return Network.HTTP;
  }

  /**
   * HTTP for a simulation or a test.
   *
   * @param clock also measures how long things take, so it must not jump back
   */
  public static Http of(Transport transport, Clock clock, Sleeper sleeper, RandomGenerator random) {
    return new Http(transport, clock, () -> nanosOf(clock.instant()), sleeper, random);
  }

  /**
   * The source at an address, with every guard on and no credential.
   *
   * @param base what paths of requests are resolved under; may be a full endpoint
   * @throws dev.leat.sdk.error.ConfigurationException if it is not an http or https address, or has
   *     credentials or a fragment in it
   */
  public HttpSource at(URI base) {
    return HttpSource.at(this, base);
  }

  Transport transport() {
    return transport;
  }

  Clock clock() {
    return clock;
  }

  Sleeper sleeper() {
    return sleeper;
  }

  RandomGenerator random() {
    return random;
  }

  /** Time that only moves on, to measure by. */
  long nanos() {
    return nanos.getAsLong();
  }

  private static long nanosOf(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /** Built on first use: a simulation never loads the client. */
  private static final class Network {
    static final Http HTTP =
        new Http(
            Transport.overNetwork(),
            Clock.systemUTC(),
            System::nanoTime,
            time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
            () -> ThreadLocalRandom.current().nextLong());
  }
}
