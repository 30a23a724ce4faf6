package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * How a source knows who asks. Credentials go to the source's own origin only. Thread-safe; shows
 * no secret in any of its texts.
 *
 * @see OAuth2
 */
public abstract class Auth {

  Auth() {}

  /** Anonymous. */
  public static Auth none() {
    return Fixed.NONE;
  }

  /**
   * {@code Authorization: Bearer <token>}.
   *
   * @throws ConfigurationException if the token cannot stand in a header
   */
  public static Auth bearer(String token) {
    return inHeader("the bearer token", "Authorization", "Bearer ", token);
  }

  /**
   * A key in a header of that name, for example {@code X-API-Key}.
   *
   * @throws ConfigurationException if the key cannot stand in a header
   */
  public static Auth apiKeyHeader(String name, String key) {
    if (!Credential.fitsName(name)) {
      throw new IllegalArgumentException("No header can be named " + name);
    }
    return inHeader("the API key (header " + name + ")", name, "", key);
  }

  /** A key in a query parameter of that name. */
  public static Auth apiKeyQuery(String name, String key) {
    requireText("the API key", key);
    return new Fixed(
        "the API key (query parameter " + name + ")", Credential.query(name, key), List.of(key));
  }

  /** A user name and a password, sent with every request. */
  public static Auth basic(String user, String password) {
    String pair = basicPair(user, password);
    return new Fixed(
        "the user name or password",
        Credential.header("Authorization", "Basic " + pair),
        List.of(password, pair));
  }

  static String basicPair(String user, String password) {
    byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** What a request needs right now; may ask a token endpoint first. */
  abstract Credential credential(TokenEndpoint endpoint) throws InterruptedException;

  /**
   * Called after a 401 to a request with this credential.
   *
   * @return whether a newer one is there, so that the request deserves a repetition
   */
  abstract boolean renewed(Credential refused, TokenEndpoint endpoint) throws InterruptedException;

  /** Every value to mask, as of now. */
  abstract List<String> secrets();

  /** Which kind of credential it is, for messages. */
  @Override
  public abstract String toString();

  private static Auth inHeader(String kind, String name, String prefix, String secret) {
    requireText(kind, secret);
    if (!Credential.fitsValue(secret)) {
      throw new ConfigurationException(
          "Change "
              + kind
              + ": it has a line break, a space at an end, or a character beyond ASCII, which no"
              + " header can carry. Copy it once more");
    }
    return new Fixed(kind, Credential.header(name, prefix + secret), List.of(secret));
  }

  private static void requireText(String kind, String secret) {
    if (secret.isBlank()) {
      throw new ConfigurationException("Set " + kind + ": it is blank");
    }
  }

  /** A credential that never changes. */
  private static final class Fixed extends Auth {

    static final Auth NONE = new Fixed("no credential", Credential.NONE, List.of());

    private final String kind;
    private final Credential credential;
    private final List<String> secrets;

    Fixed(String kind, Credential credential, List<String> secrets) {
      this.kind = kind;
      this.credential = credential;
      this.secrets = secrets;
    }

    @Override
    Credential credential(TokenEndpoint endpoint) {
      return credential;
    }

    @Override
    boolean renewed(Credential refused, TokenEndpoint endpoint) {
      return false;
    }

    @Override
    List<String> secrets() {
      return secrets;
    }

    @Override
    public String toString() {
      return kind;
    }
  }
}
