package dev.leat.sdk.http;

/** Where a value goes in a request. Immutable. */
@FunctionalInterface
public interface Slot {

  /** The request with this value in the slot, in place of any that it had there. */
  Request put(Request request, String value);

  /** A query parameter. */
  static Slot query(String name) {
    return (request, value) -> request.replaceQuery(name, value);
  }
}
