package dev.leat.sdk.http;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceUnavailableException;
import java.util.Optional;
import java.util.function.Function;

/** One attempt failed in a way that another may not. */
final class TryAgain extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Why why;
  private final String advice;
  private final transient Function<String, ConnectorException> giveUp;

  /**
   * What the next wait may depend on.
   *
   * @param answer empty if the connection broke
   * @param asked the wait that the server asked for in one of the usual ways
   * @param backoff what a rule says of this very answer
   * @param mayHaveActed whether the server may have done what it was asked
   */
  record Why(
      Optional<Response> answer,
      Optional<ServerWait> asked,
      Optional<Backoff> backoff,
      boolean mayHaveActed) {

    static final Why BROKEN = new Why(Optional.empty(), Optional.empty(), Optional.empty(), true);
    static final Why UNSENT = new Why(Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /**
   * A failed attempt.
   *
   * @param what the request and what came back: {@code GET /users answered 503}
   * @param advice what to do if no attempt succeeds
   * @param giveUp makes the failure of the last attempt from its message
   */
  TryAgain(String what, String advice, Why why, Function<String, ConnectorException> giveUp) {
    super(what, null, false, false);
    this.why = why;
    this.advice = advice;
    this.giveUp = giveUp;
  }

  /** The source refuses for now; {@code cause} says with which status or fault. */
  static TryAgain unavailable(String what, String advice, Why why, Exception cause) {
    return new TryAgain(
        what, advice, why, message -> new SourceUnavailableException(message, cause));
  }

  Why why() {
    return why;
  }

  /** The end: what came back, how much was tried, what to do. */
  ConnectorException afterAll(String effort) {
    return giveUp.apply(getMessage() + effort + ": " + advice);
  }

  /** The end, as the server wants to be left alone for too long. */
  ConnectorException insteadOfWaiting(String reason) {
    return giveUp.apply(getMessage() + reason);
  }
}
