package dev.leat.sdk.http;

import dev.leat.sdk.error.SourceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests through at the pace that both sides allow. All users of a source share one, so that
 * a wait that the source asked one of them for holds for all. Thread-safe.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);
  private static final String TOLD = "waiting {}: {}";
  private static final Duration WORTH_SAYING = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(10);

  /** A limit may reset while an answer is waited for. */
  private static final long MOST_MILLIS_UNTOLD = 1_000;

  private final Http http;
  private final List<Ledger> ledgers;
  private final Allowance allowance = new Allowance();
  private long closedUntil;
  private String closedBy;
  private Instant resetsAt;
  private boolean isTold;

  Gate(Http http, List<CallBudget> budgets) {
    this.http = http;
    this.ledgers = budgets.stream().map(Ledger::new).toList();
    this.closedUntil = http.nanos();
  }

  /** A gate that only the source closes. */
  static Gate open(Http http) {
    return new Gate(http, List.of());
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
        isTold = false;
      }
    }
  }

  /** Takes note of how many requests an answer says are left. */
  void told(ServerWait.Left said) {
    synchronized (this) {
      allowance.told(said.requests(), said.until(), http.nanos());
    }
  }

  /** A request that was let through has come to its end: others may wait for what it said. */
  synchronized void ended() {
    allowance.ended();
    notifyAll();
  }

  /**
   * Returns when this request may go out. The caller sends it, and says when it has {@link #ended}.
   *
   * @param label the request, for messages
   * @return the time waited
   * @throws SourceUnavailableException if that would take longer than {@code longest}
   */
  Duration pass(Request request, String label, Duration longest) throws InterruptedException {
    Duration waited = Duration.ZERO;
    while (true) {
      Duration wait;
      synchronized (this) {
        wait = untilOpen(label, longest);
        if (wait.isZero() && !allowance.hasRoom(http.nanos())) {
          // What is under way may be all that the source still takes: its answers will tell.
          wait(MOST_MILLIS_UNTOLD);
          continue;
        }
        if (wait.isZero()) {
          wait = untilWithinBudget(request, label, longest);
        }
        if (wait.isZero()) {
          allowance.sent();
          return waited;
        }
      }
      http.sleeper().sleep(wait);
      waited = waited.plus(wait);
    }
  }

  /** How long the source wants to be left alone; told once, by the first who waits for it. */
  private synchronized Duration untilOpen(String label, Duration longest) {
    Duration wait = Duration.ofNanos(closedUntil - http.nanos());
    if (wait.isNegative() || wait.isZero()) {
      return Duration.ZERO;
    }
    // Up to one second of it is the random part.
    if (wait.minusSeconds(1).compareTo(longest) > 0) {
      throw new SourceUnavailableException(
          label
              + " has to wait, as "
              + closedBy
              + ". The limit resets at "
              + resetsAt
              + ", in "
              + Shown.time(wait)
              + ", longer than the "
              + Shown.time(longest)
              + " that a sync waits: start it again then");
    }
    if (!isTold) {
      isTold = true;
      LOG.warn(TOLD, Shown.time(wait), closedBy);
    }
    return wait;
  }

  /** How long the budgets have no room for this request; if they have, it is taken. */
  private synchronized Duration untilWithinBudget(Request request, String label, Duration longest) {
    long most = 0;
    CallBudget tightest = null;
    for (Ledger each : ledgers) {
      int share = each.budget().shareOf(request);
      long wait = share == 0 ? 0 : each.waitFor(share, now(each));
      if (wait > most) {
        most = wait;
        tightest = each.budget();
      }
    }
    if (tightest == null) {
      ledgers.forEach(each -> each.spend(each.budget().shareOf(request), now(each)));
      return Duration.ZERO;
    }
    Duration wait = Duration.ofNanos(most);
    if (wait.compareTo(longest) > 0) {
      throw new SourceUnavailableException(
          label
              + " has to wait "
              + Shown.time(wait)
              + ", as the budget of "
              + tightest
              + " is used up, longer than the "
              + Shown.time(longest)
              + " that a sync waits: start it again then");
    }
    tell(wait, label + " keeps to " + tightest);
    return wait;
  }

  /** Sleeps, and says so if it takes long. */
  void pause(Duration time, String why) throws InterruptedException {
    tell(time, why);
    http.sleeper().sleep(time);
  }

  private static void tell(Duration wait, String why) {
    if (wait.compareTo(LONG) > 0) {
      LOG.warn(TOLD, Shown.time(wait), why);
    } else if (wait.compareTo(WORTH_SAYING) > 0) {
      LOG.info(TOLD, Shown.time(wait), why);
    }
  }

  private long now(Ledger ledger) {
    if (ledger.budget().kind() == CallBudget.Kind.MOVING) {
      return http.nanos();
    }
    Instant now = http.clock().instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
