package dev.leat.sdk.http;

import dev.leat.sdk.config.Configuration;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * How a source knows who asks. Signs each request on its way out, redirects and links included;
 * only requests to the source's own origin are signed. Anybody can write one. Implementations are
 * thread-safe, and their {@code toString} names the kind of credential for messages ("the bearer
 * token") and shows no secret.
 *
 * @see dev.leat.sdk.http.auth.OAuth2
 * @see dev.leat.sdk.http.auth.SessionToken
 */
public interface Auth {

  /**
   * The request with the credential in it. Called for each attempt, so that a credential that
   * depends on the time is always fresh.
   *
   * @throws ConfigurationException if there is no credential until somebody acts
   */
  Request sign(Request request, Context context) throws InterruptedException;

  /**
   * Called when the source refused this credential: a 401, or a {@link Verdict#renew rule} that
   * says so. Called once for each request at most.
   *
   * @param refused as it was signed
   * @return whether there is a newer credential than the refused one, so that the request deserves
   *     another attempt
   */
  default boolean renew(Request refused, Context context) throws InterruptedException {
    return false;
  }

  /** Every value to mask in messages and logs, as of now, former ones included. */
  List<String> secrets();

  /** Anonymous. */
  static Auth none() {
    return FixedAuth.NONE;
  }

  /**
   * {@code Authorization: Bearer <token>}.
   *
   * @throws ConfigurationException if the token cannot stand in a header
   */
  static Auth bearer(String token) {
    return FixedAuth.of("the bearer token", Slot.bearer(), token);
  }

  /**
   * {@code Authorization: Bearer <token>}, the token of a setting; {@link #none} where that is
   * optional and not given.
   *
   * @throws ConfigurationException if the token cannot stand in a header
   */
  static Auth bearer(Configuration settings, Setting<String> token) {
    return settings.find(token).map(Auth::bearer).orElse(none());
  }

  /**
   * A key in that place, for example {@code Slot.header("X-API-Key")}.
   *
   * @throws ConfigurationException if the key cannot stand there
   */
  static Auth apiKey(Slot slot, String key) {
    return FixedAuth.of("the API key (" + slot + ")", slot, key);
  }

  /** A user name and a password, sent with every request. */
  static Auth basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(pair);
    return new FixedAuth(
        "the user name or password",
        request -> Slot.header("Authorization").prefixed("Basic ").put(request, encoded),
        List.of(password, encoded));
  }

  /** What a credential may use while it signs or renews. */
  interface Context {

    /** Where the request goes, its query included: what many signatures sign. */
    URI address(Request request);

    /**
     * Asks under the source's address for what a credential is made of, as patiently as for rows.
     * No redirect is followed, the request is not signed, and no part of the answer is shown.
     *
     * @param whatToFix for the message of a refusal: which settings to change
     * @return the answer to a 2xx status, which must be JSON
     * @throws ConfigurationException if it was refused
     * @throws dev.leat.sdk.error.SourceUnavailableException if it was not answered
     */
    Answer ask(Request request, String whatToFix) throws InterruptedException;

    /** As {@link #ask(Request, String)}, under another address than the source's. */
    Answer ask(URI address, Request request, String whatToFix) throws InterruptedException;

    /** The time, for signatures that hold one. */
    Instant now();

    /** Time that only moves on, in nanoseconds: what expiries are measured by. */
    long nanos();
  }
}
