package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A credential that never changes. Immutable. */
record FixedAuth(String kind, UnaryOperator<Request> signer, List<String> secrets) implements Auth {

  static final Auth NONE = new FixedAuth("no credential", request -> request, List.of());

  /**
   * One value in one place.
   *
   * @throws ConfigurationException if it cannot stand there
   */
  static Auth of(String kind, Slot slot, String secret) {
    if (secret.isBlank()) {
      throw new ConfigurationException("Set " + kind + ": it is blank");
    }
    if (!slot.canHold(secret)) {
      throw new ConfigurationException(
          "Change "
              + kind
              + ": it has a line break, a space at an end, or a character beyond ASCII, which no"
              + " header can carry. Copy it once more");
    }
    return new FixedAuth(kind, request -> slot.put(request, secret), List.of(secret));
  }

  @Override
  public Request sign(Request request, Context context) {
    return signer.apply(request);
  }

  @Override
  public String toString() {
    return kind;
  }
}
