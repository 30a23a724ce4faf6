package dev.leat.sdk.http;

import dev.leat.sdk.config.Redactor;
import java.time.Duration;
import java.util.function.Supplier;

/** Repeats one request until it is answered or patience ends. For one request and one thread. */
final class Attempts {

  private final Http http;
  private final RetryPolicy policy;
  private final Gate gate;
  private final String label;
  private final Supplier<Redactor> redactor;
  private final long started;
  private int failures;
  private Duration waited = Duration.ZERO;

  /** One attempt, with all the redirects it takes. */
  interface Attempt<T> {
    T make() throws TryAgain, InterruptedException;
  }

  Attempts(Http http, RetryPolicy policy, Gate gate, String label, Supplier<Redactor> redactor) {
    this.http = http;
    this.policy = policy;
    this.gate = gate;
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
        String why = redactor.get().redact(failed.getMessage());
        // Also after the last attempt: others of this source must wait all the same.
        failed.serverWait().ifPresent(wait -> gate.close(wait, why));
        failed.serverWait().ifPresent(wait -> requireBearable(wait, failed));
        if (failures >= policy.attempts()) {
          throw failed.afterAll(effort());
        }
        if (failed.serverWait().isEmpty()) {
          Duration delay = policy.delayAfter(failures, http.random());
          gate.pause(delay, why);
          waited = waited.plus(delay);
        }
      }
    }
  }

  /** Waits until a request may go out. Called before each, redirects included. */
  void beforeSending() throws InterruptedException {
    waited = waited.plus(gate.pass(label, policy.longestWait()));
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
