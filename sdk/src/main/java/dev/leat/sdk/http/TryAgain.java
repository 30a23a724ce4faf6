package dev.leat.sdk.http;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceUnavailableException;
import java.util.Optional;
import java.util.function.Function;

/** One attempt failed in a way that another may not. */
final class TryAgain extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Optional<ServerWait> wait;
  private final String advice;
  private final transient Function<String, ConnectorException> giveUp;

  /**
   * A failed attempt.
   *
   * @param what the request and what came back: {@code GET /users answered 503}
   * @param advice what to do if no attempt succeeds
   * @param wait what the server asked for; empty for our own delay
   * @param giveUp makes the failure of the last attempt from its message
   */
  TryAgain(
      String what,
      String advice,
      Optional<ServerWait> wait,
      Function<String, ConnectorException> giveUp) {
    super(what, null, false, false);
    this.wait = wait;
    this.advice = advice;
    this.giveUp = giveUp;
  }

  /** The source refuses for now; {@code cause} says with which status or fault. */
  static TryAgain unavailable(
      String what, String advice, Optional<ServerWait> wait, Exception cause) {
    return new TryAgain(
        what, advice, wait, message -> new SourceUnavailableException(message, cause));
  }

  Optional<ServerWait> serverWait() {
    return wait;
  }

  /** The end: what came back, how much was tried, what to do. */
  ConnectorException afterAll(String effort) {
    return giveUp.apply(getMessage() + effort + ": " + advice);
  }

  /** The end, as the server wants to be left alone for too long. */
  ConnectorException insteadOfWaiting(String why) {
    return giveUp.apply(getMessage() + why);
  }
}
