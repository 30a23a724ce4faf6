package dev.leat.sdk.http;

import dev.leat.sdk.error.ConnectorException;
import java.util.Optional;

/** What becomes of an answer: what a rule decided. Immutable. */
public final class Verdict {

  /** What to do. */
  enum Action {
    ACCEPT,
    SKIP,
    RETRY,
    LIMIT,
    RENEW,
    FAIL
  }

  private final Action action;
  private final Backoff backoff;
  private final ConnectorException.Kind kind;
  private final HttpStatusException.Remedy remedy;
  private final String words;
  private final String pointer;

  private Verdict(
      Action action,
      Backoff backoff,
      ConnectorException.Kind kind,
      HttpStatusException.Remedy remedy,
      String words,
      String pointer) {
    this.action = action;
    this.backoff = backoff;
    this.kind = kind;
    this.remedy = remedy;
    this.words = words;
    this.pointer = pointer;
  }

  private static Verdict of(Action action, Backoff backoff) {
    return new Verdict(action, backoff, null, null, null, null);
  }

  /** The document is the page that was asked for, whatever the status. */
  public static Verdict accept() {
    return of(Action.ACCEPT, null);
  }

  /**
   * There is no page, on purpose: reading continues as if the source had answered with an empty
   * one. The page says that it was {@linkplain Answer#skipped skipped}.
   */
  public static Verdict skip() {
    return of(Action.SKIP, null);
  }

  /** The same request once more, after the source's own wait or the policy's. */
  public static Verdict retry() {
    return of(Action.RETRY, null);
  }

  /** The same request once more, after this wait; if it says nothing, as {@link #retry()}. */
  public static Verdict retry(Backoff backoff) {
    return of(Action.RETRY, backoff);
  }

  /** A limit on calls is reached: as {@link #retry()}, and said to be one. */
  public static Verdict limit() {
    return of(Action.LIMIT, null);
  }

  /** As {@link #limit()}, after this wait. */
  public static Verdict limit(Backoff backoff) {
    return of(Action.LIMIT, backoff);
  }

  /** The credential is renewed and the request sent again, once; after that it fails. */
  public static Verdict renew() {
    return of(Action.RENEW, null);
  }

  /** The request fails: {@code kind} says who must act. */
  public static Verdict fail(ConnectorException.Kind kind) {
    return new Verdict(Action.FAIL, null, kind, null, null, null);
  }

  /**
   * The request fails, and the reader of the pages can do something about it: begin again, or ask
   * for less.
   */
  public static Verdict fail(HttpStatusException.Remedy remedy) {
    return new Verdict(Action.FAIL, null, ConnectorException.Kind.SOURCE_DATA, remedy, null, null);
  }

  /** The same verdict; if the request fails, the message says this: what it means, what to do. */
  public Verdict saying(String text) {
    return new Verdict(action, backoff, kind, remedy, text, pointer);
  }

  /**
   * The same verdict; messages quote the text at this place of the answer as the source's own
   * words, in place of where they are usually found.
   *
   * @param place JSON pointer, for example {@code /meta/reason}
   */
  public Verdict quoting(String place) {
    return new Verdict(action, backoff, kind, remedy, words, place);
  }

  Action action() {
    return action;
  }

  Optional<Backoff> backoff() {
    return Optional.ofNullable(backoff);
  }

  Optional<ConnectorException.Kind> kind() {
    return Optional.ofNullable(kind);
  }

  Optional<HttpStatusException.Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }

  Optional<String> words() {
    return Optional.ofNullable(words);
  }

  /** Where the source's own words stand, if not where they usually do. */
  Optional<String> pointer() {
    return Optional.ofNullable(pointer);
  }

  @Override
  public String toString() {
    return words == null ? action.toString() : action + ": " + words;
  }
}
