package dev.leat.sdk.http;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.row.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Access tokens by OAuth 2 (RFC 6749), by client credentials or a refresh token. A token is renewed
 * before it expires and once after a 401; however many threads wait for it, one request is made.
 * Share one instance: it keeps the token. The withers give a new one without a token.
 */
public final class OAuth2 extends Auth {

  private static final int SECRETS_KEPT = 8;
  private static final Duration EARLY = Duration.ofSeconds(60);

  /** How the client proves itself to the token endpoint. */
  public enum ClientProof {
    /** {@code client_id} and {@code client_secret} in the form; what most services expect. */
    FORM,
    /** HTTP basic authentication, as RFC 6749 prefers. */
    BASIC
  }

  private final URI tokenAddress;
  private final String clientId;
  private final String clientSecret;
  private final String firstRefreshToken;
  private final ClientProof proof;
  private final Map<String, String> parameters;
  private final Consumer<String> rotation;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<String> seen = new ConcurrentLinkedDeque<>();
  private volatile String refreshToken;
  private volatile Token token;
  private Grant unannounced;
  private ConfigurationException refusal;

  /** An access token and when to replace it; {@code Long.MAX_VALUE} for not before a 401. */
  private record Token(Credential credential, long renewAt, boolean expires) {}

  /** What the endpoint gave, before its refresh token was announced. */
  private record Grant(Token token, String refreshToken) {}

  private OAuth2(
      URI tokenAddress,
      String clientId,
      String clientSecret,
      String refreshToken,
      ClientProof proof,
      Map<String, String> parameters,
      Consumer<String> rotation) {
    this.tokenAddress = tokenAddress;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.firstRefreshToken = refreshToken;
    this.refreshToken = refreshToken;
    this.proof = proof;
    this.parameters = Map.copyOf(parameters);
    this.rotation = rotation;
  }

  /** A client that acts for itself. */
  public static OAuth2 clientCredentials(URI tokenAddress, String clientId, String clientSecret) {
    return new OAuth2(
        tokenAddress, clientId, clientSecret, null, ClientProof.FORM, Map.of(), token -> {});
  }

  /** A client that acts for a user who agreed to it. */
  public static OAuth2 refreshToken(
      URI tokenAddress, String clientId, String clientSecret, String refreshToken) {
    return new OAuth2(
        tokenAddress,
        clientId,
        clientSecret,
        refreshToken,
        ClientProof.FORM,
        Map.of(),
        token -> {});
  }

  /** The same client, asking for these scopes, separated by spaces. */
  public OAuth2 scope(String scopes) {
    return parameter("scope", scopes);
  }

  /** The same client, sending one more parameter with its token requests, e.g. an audience. */
  public OAuth2 parameter(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return copy(proof, more, rotation);
  }

  /** The same client, proving itself like this. */
  public OAuth2 clientProof(ClientProof other) {
    return copy(other, parameters, rotation);
  }

  /**
   * The same client, handing each new refresh token to this listener before the access token that
   * came with it is used: store it, the old one may be void from now on. If the listener throws,
   * the request fails with its exception, and the next one calls it again.
   */
  public OAuth2 onRotation(Consumer<String> listener) {
    return copy(proof, parameters, listener);
  }

  @Override
  Credential credential(TokenEndpoint endpoint) throws InterruptedException {
    Token current = token;
    if (isFresh(current, endpoint)) {
      return current.credential();
    }
    lock.lockInterruptibly();
    try {
      if (!isFresh(token, endpoint)) {
        renew(endpoint);
      }
      return token.credential();
    } finally {
      lock.unlock();
    }
  }

  @Override
  boolean renewed(Credential refused, TokenEndpoint endpoint) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (token == null || token.credential().equals(refused)) {
        renew(endpoint);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(seen);
    secrets.add(clientSecret);
    secrets.add(basicPair(encoded(clientId), encoded(clientSecret)));
    if (firstRefreshToken != null) {
      secrets.add(firstRefreshToken);
      secrets.add(refreshToken);
    }
    return secrets;
  }

  @Override
  public String toString() {
    return firstRefreshToken == null
        ? "the OAuth client ID, client secret or scopes"
        : "the OAuth refresh token, client ID or client secret";
  }

  private static boolean isFresh(Token token, TokenEndpoint endpoint) {
    return token != null && (!token.expires() || endpoint.nanos() - token.renewAt() < 0);
  }

  private void renew(TokenEndpoint endpoint) throws InterruptedException {
    if (refusal != null) {
      throw new ConfigurationException(refusal.getMessage(), refusal);
    }
    if (unannounced == null) {
      unannounced = ask(endpoint);
    }
    if (unannounced.refreshToken() != null) {
      rotation.accept(unannounced.refreshToken());
    }
    token = unannounced.token();
    unannounced = null;
  }

  private Grant ask(TokenEndpoint endpoint) throws InterruptedException {
    long asked = endpoint.nanos();
    Page answer;
    try {
      answer = endpoint.post(tokenAddress, form(), client(), whatToFix());
    } catch (ConfigurationException e) {
      refusal = e;
      throw e;
    }
    String access = answer.text("/access_token").orElse("");
    if (!Credential.fitsValue(access)) {
      throw new ConfigurationException(
          "POST "
              + tokenAddress.getPath()
              + " answered without an access_token: is this the token endpoint?");
    }
    remember(access);
    String rotated = answer.text("/refresh_token").orElse(refreshToken);
    boolean isNew = firstRefreshToken != null && !rotated.equals(refreshToken);
    if (isNew) {
      remember(rotated);
      refreshToken = rotated;
    }
    return new Grant(tokenFrom(access, answer, asked), isNew ? rotated : null);
  }

  private static Token tokenFrom(String access, Page answer, long asked) {
    Credential credential = Credential.header("Authorization", "Bearer " + access);
    Duration life =
        answer
            .text("/expires_in")
            .filter(text -> text.matches("\\d{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ZERO);
    if (life.isZero()) {
      return new Token(credential, 0, false);
    }
    Duration tenth = life.dividedBy(10);
    Duration early = tenth.compareTo(EARLY) < 0 ? tenth : EARLY;
    return new Token(credential, asked + life.minus(early).toNanos(), true);
  }

  private void remember(String secret) {
    seen.addLast(secret);
    if (seen.size() > SECRETS_KEPT) {
      seen.removeFirst();
    }
  }

  private String form() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", firstRefreshToken == null ? "client_credentials" : "refresh_token");
    if (firstRefreshToken != null) {
      fields.put("refresh_token", refreshToken);
    }
    if (proof == ClientProof.FORM) {
      fields.put("client_id", clientId);
      fields.put("client_secret", clientSecret);
    }
    fields.putAll(parameters);
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
    return String.join("&", pairs);
  }

  private Credential client() {
    return proof == ClientProof.FORM
        ? Credential.NONE
        : Credential.header(
            "Authorization", "Basic " + basicPair(encoded(clientId), encoded(clientSecret)));
  }

  private String whatToFix() {
    return firstRefreshToken == null
        ? "check the OAuth client ID, client secret and scopes"
        : "authorise again and set the new refresh token, or check the client ID and secret";
  }

  private OAuth2 copy(
      ClientProof newProof, Map<String, String> newParameters, Consumer<String> newRotation) {
    return new OAuth2(
        tokenAddress,
        clientId,
        clientSecret,
        firstRefreshToken,
        newProof,
        newParameters,
        newRotation);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
