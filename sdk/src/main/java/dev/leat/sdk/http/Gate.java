package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests through at the pace that both sides allow. All users of a source share one, so that
 * a wait that the source asked one of them for holds for all. Thread-safe.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);
  private static final Duration WORTH_SAYING = Duration.ofSeconds(1);

  private final Http http;
  private final RateLimit limit;
  private long nextSlot;
  private long closedUntil;
  private String closedBy;
  private Instant resetsAt;

  Gate(Http http, RateLimit limit) {
    this.http = http;
    this.limit = limit;
    this.nextSlot = http.nanos();
    this.closedUntil = nextSlot;
  }

  /**
   * Lets nobody through before the server's wait is over, and a random while longer, so that many
   * clients do not come back together.
   *
   * @param by what answered so, for the log
   */
  void close(ServerWait wait, String by) {
    long most = Math.min(wait.length().toNanos() / 10, Duration.ofSeconds(1).toNanos());
    long until =
        http.nanos() + wait.length().toNanos() + (long) (most * http.random().nextDouble());
    synchronized (this) {
      if (until - closedUntil > 0) {
        closedUntil = until;
        closedBy = by + ", " + wait.said();
        resetsAt = wait.until();
      }
    }
  }

  /**
   * Returns when the next request may go out.
   *
   * @param label the request, for messages
   * @return the time waited
   * @throws SourceUnavailableException if that would take longer than {@code longest}
   */
  Duration pass(String label, Duration longest) throws InterruptedException {
    Duration waited = awaitOpening(label, longest);
    long wait = reserve();
    if (wait > 0) {
      pause(
          Duration.ofNanos(wait),
          label + " keeps to one request every " + Shown.time(limit.spacing()));
      waited = waited.plusNanos(wait).plus(awaitOpening(label, longest));
    }
    return waited;
  }

  /** Sleeps, and says so if it takes long. */
  void pause(Duration time, String why) throws InterruptedException {
    if (time.compareTo(WORTH_SAYING) > 0) {
      LOG.info("waiting {}: {}", Shown.time(time), why);
    }
    http.sleeper().sleep(time);
  }

  private Duration awaitOpening(String label, Duration longest) throws InterruptedException {
    Duration waited = Duration.ZERO;
    while (true) {
      Duration wait;
      String reason;
      synchronized (this) {
        wait = Duration.ofNanos(closedUntil - http.nanos());
        reason = closedBy;
        if (wait.isNegative() || wait.isZero()) {
          return waited;
        }
        // Up to one second of it is the random part.
        if (wait.minusSeconds(1).compareTo(longest) > 0) {
          throw new SourceUnavailableException(
              label
                  + " has to wait, as "
                  + reason
                  + ". The limit resets at "
                  + resetsAt
                  + ", in "
                  + Shown.time(wait)
                  + ", longer than the "
                  + Shown.time(longest)
                  + " that a sync waits: start it again then");
        }
      }
      pause(wait, reason);
      waited = waited.plus(wait);
    }
  }

  private synchronized long reserve() {
    long now = http.nanos();
    long slot = nextSlot - now > 0 ? nextSlot : now;
    nextSlot = slot + limit.spacing().toNanos();
    return slot - now;
  }
}
