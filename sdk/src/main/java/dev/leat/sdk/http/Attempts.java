package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats one request until it is answered or patience ends. For one request and one thread. */
final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSource.class);
  private static final Backoff.Wait NONE = Backoff.Wait.own(Duration.ZERO);

  private final Http http;
  private final RetryPolicy policy;
  private final Gate gate;
  private final Request request;
  private final String label;
  private final Supplier<Redactor> redactor;
  private final boolean repeatable;
  private final long started;
  private int failures;
  private Duration waited = Duration.ZERO;

  /** One attempt, with all the redirects it takes. */
  interface Attempt<T> {
    T make() throws TryAgain, InterruptedException;
  }

  Attempts(
      Http http,
      RetryPolicy policy,
      Gate gate,
      Request request,
      String label,
      Supplier<Redactor> redactor) {
    this.http = http;
    this.policy = policy;
    this.gate = gate;
    this.request = request;
    this.repeatable = request.repeats();
    this.label = label;
    this.redactor = redactor;
    this.started = http.nanos();
  }

  /** What the first attempt that succeeds gives; fails as the last one says. */
  <T> T make(Attempt<T> attempt) throws InterruptedException {
    while (true) {
      try {
        return attempt.make();
      } catch (TryAgain failed) {
        failures++;
        prepare(failed, redactor.get().redact(failed.getMessage()));
      }
    }
  }

  /** Returns when the next attempt may begin, or says that there is none. */
  private void prepare(TryAgain failed, String why) throws InterruptedException {
    Backoff.Failed seen =
        new Backoff.Failed(failures, failed.why().answer(), now(failed), http.random());
    Optional<Backoff.Wait> ruled = failed.why().backoff().flatMap(each -> each.after(seen));
    Backoff.Wait own = ruled.or(() -> policy.backoff().after(seen)).orElse(NONE);
    // The policy may have found a wait in the answer, too: that one is meant for this source.
    Optional<ServerWait> asked =
        ruled.isPresent() || own.said().isPresent()
            ? own.said().map(said -> ServerWait.of(own.length(), seen.now(), said))
            : failed.why().asked();
    Duration wait = asked.map(ServerWait::length).orElse(own.length());
    // Also after the last attempt: others of this source must wait all the same.
    asked.ifPresent(each -> gate.close(each, why));
    asked.ifPresent(each -> requireBearable(each, failed));
    if (!repeatable && failed.why().mayHaveActed()) {
      throw failed.afterAll(effort() + ". It is not sent again: it may have been carried out");
    }
    if (failures >= policy.attempts() || isOver(wait)) {
      throw failed.afterAll(effort());
    }
    if (asked.isEmpty()) {
      LOG.warn(
          "{}: asking again in {}, attempt {} of {}",
          why,
          Shown.time(wait),
          failures + 1,
          policy.attempts());
      http.sleeper().sleep(wait);
      waited = waited.plus(wait);
    }
  }

  private Instant now(TryAgain failed) {
    return failed
        .why()
        .answer()
        .map(answer -> ServerWait.now(answer.exchange(), http.clock()))
        .orElseGet(http.clock()::instant);
  }

  private boolean isOver(Duration wait) {
    Duration spent = Duration.ofNanos(http.nanos() - started);
    return policy.patience().filter(most -> spent.plus(wait).compareTo(most) > 0).isPresent();
  }

  /** Sends a request once it may go out. For each, redirects included. */
  <T> T send(Attempt<T> sending) throws TryAgain, InterruptedException {
    waited = waited.plus(gate.pass(request, label, policy.longestWait()));
    try {
      return sending.make();
    } finally {
      gate.ended();
    }
  }

  /** How many attempts failed so far. */
  int failures() {
    return failures;
  }

  /** Time spent waiting so far. */
  Duration waited() {
    return waited;
  }

  private void requireBearable(ServerWait wait, TryAgain failed) {
    if (wait.length().compareTo(policy.longestWait()) > 0) {
      throw failed.insteadOfWaiting(
          ", "
              + wait.said()
              + ": the limit resets at "
              + wait.until()
              + ", in "
              + Shown.time(wait.length())
              + ", longer than the "
              + Shown.time(policy.longestWait())
              + " that a sync waits. Start it again then");
    }
  }

  private String effort() {
    Duration spent = Duration.ofNanos(http.nanos() - started);
    return failures == 1 ? "" : ", " + failures + " attempts in " + Shown.time(spent);
  }
}
