package dev.leat.sdk.http.auth;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Access tokens by OAuth 2 (RFC 6749): by client credentials, a refresh token, or a signed
 * assertion (RFC 7523). A token is renewed before it expires and once after it was refused; however
 * many threads wait for it, one request is made. Share one instance: it keeps the token. The
 * withers give a new one without a token. Thread-safe.
 */
public final class OAuth2 extends TokenAuth {

  private final URI tokenAddress;
  private final Client client;
  private final Optional<String> firstRefreshToken;
  private final Optional<Jwt> assertion;
  private final TokenForm form;
  private final Consumer<String> rotation;
  private final AtomicReference<TokenForm.First> first;
  private final TokenKeeper keeper;

  private volatile String refreshToken;
  private Grant unannounced;

  /** How the client proves itself to the token endpoint. */
  public enum ClientProof {
    /** {@code client_id} and {@code client_secret} in the form; what most services expect. */
    FORM,
    /** HTTP basic authentication, as RFC 6749 prefers. */
    BASIC
  }

  /** Who asks for tokens. */
  private record Client(String id, String secret) {

    String basic() {
      byte[] pair = (encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /** What the endpoint gave, before its refresh token was announced. */
  private record Grant(TokenKeeper.Token token, Optional<String> newRefreshToken) {}

  private OAuth2(
      URI tokenAddress,
      Client client,
      Optional<String> refreshToken,
      Optional<Jwt> assertion,
      TokenForm form,
      Consumer<String> rotation) {
    this.tokenAddress = tokenAddress;
    this.client = client;
    this.firstRefreshToken = refreshToken;
    this.assertion = assertion;
    this.refreshToken = refreshToken.orElse(null);
    this.form = form;
    this.rotation = rotation;
    this.first = new AtomicReference<>(form.first.orElse(null));
    this.keeper = new TokenKeeper(form.slot, this::issue);
    form.first.ifPresent(token -> keeper.remember(token.value()));
  }

  /** A client that acts for itself. */
  public static OAuth2 clientCredentials(URI tokenAddress, String clientId, String clientSecret) {
    return new OAuth2(
        tokenAddress,
        new Client(clientId, clientSecret),
        Optional.empty(),
        Optional.empty(),
        new TokenForm("client_credentials"),
        token -> {});
  }

  /** A client that acts for a user who agreed to it. */
  public static OAuth2 refreshToken(
      URI tokenAddress, String clientId, String clientSecret, String refreshToken) {
    return new OAuth2(
        tokenAddress,
        new Client(clientId, clientSecret),
        Optional.of(refreshToken),
        Optional.empty(),
        new TokenForm("refresh_token"),
        token -> {});
  }

  /** A client that proves who it is with a token that it signs itself, as service accounts do. */
  public static OAuth2 jwtBearer(URI tokenAddress, Jwt assertion) {
    return new OAuth2(
        tokenAddress,
        new Client("", ""),
        Optional.empty(),
        Optional.of(assertion),
        new TokenForm("urn:ietf:params:oauth:grant-type:jwt-bearer"),
        token -> {});
  }

  /** The same client, asking for these scopes, separated by spaces. */
  public OAuth2 scope(String scopes) {
    return parameter("scope", scopes);
  }

  /**
   * The same client, sending one more parameter with its token requests, e.g. an audience. A name
   * may come more than once.
   */
  public OAuth2 parameter(String name, String value) {
    return with(
        other ->
            other.parameters =
                form.parameters.andThen(request -> other.field(request, name, value)));
  }

  /** The same client, sending one more header with its token requests. */
  public OAuth2 header(String name, String value) {
    return with(other -> other.headers = TokenForm.plus(form.headers, name, value));
  }

  /** The same client, proving itself like this. */
  public OAuth2 clientProof(ClientProof proof) {
    return with(other -> other.proof = proof);
  }

  /** The same client, asking for another grant type than the usual one. */
  public OAuth2 grantType(String type) {
    return with(other -> other.grantType = type);
  }

  /**
   * The same client, calling a field of its token requests by another name.
   *
   * @param usual {@code grant_type}, {@code client_id}, {@code client_secret}, {@code
   *     refresh_token} or {@code assertion}
   */
  public OAuth2 renaming(String usual, String name) {
    return with(other -> other.names = TokenForm.plus(form.names, usual, name));
  }

  /** The same client, whose token requests carry their fields in the query, not in a form. */
  public OAuth2 inQuery() {
    return with(other -> other.isQuery = true);
  }

  /**
   * The same client, for an endpoint that answers in a form of its own.
   *
   * @param token where the access token stands, usually {@code /access_token}
   * @param expiry where it says how long the token holds, in seconds or as a time in ISO 8601,
   *     usually {@code /expires_in}
   */
  public OAuth2 tokenAt(String token, String expiry) {
    return with(
        other -> {
          other.tokenPointer = token;
          other.expiryPointer = expiry;
        });
  }

  /** The same client; a token of which the endpoint does not say so holds this long. */
  public OAuth2 lasting(Duration life) {
    return with(other -> other.life = Optional.of(life));
  }

  /** The same client, which has an access token already and need not ask before that time. */
  public OAuth2 startingWith(String accessToken, Instant expiry) {
    return with(other -> other.first = Optional.of(new TokenForm.First(accessToken, expiry)));
  }

  /** The same client, putting its tokens there; {@link Slot#bearer} if nothing is said. */
  public OAuth2 in(Slot slot) {
    return with(other -> other.slot = slot);
  }

  /**
   * The same client, handing each new refresh token to this listener before the access token that
   * came with it is used: store it, the old one may be void from now on. If the listener throws,
   * the request fails with its exception, and the next one calls it again.
   */
  public OAuth2 onRotation(Consumer<String> listener) {
    return new OAuth2(tokenAddress, client, firstRefreshToken, assertion, form, listener);
  }

  @Override
  TokenKeeper keeper() {
    return keeper;
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(keeper.secrets());
    secrets.add(client.secret());
    secrets.add(client.basic());
    firstRefreshToken.ifPresent(secrets::add);
    if (refreshToken != null) {
      secrets.add(refreshToken);
    }
    assertion.ifPresent(each -> secrets.addAll(each.secrets()));
    form.headers.forEach((name, value) -> secrets.add(value));
    // Nothing to hide in an empty text, and no text without it.
    secrets.removeIf(String::isEmpty);
    return secrets;
  }

  @Override
  public String toString() {
    if (assertion.isPresent()) {
      return "the key of the OAuth assertion or its claims";
    }
    return firstRefreshToken.isPresent()
        ? "the OAuth refresh token, client ID or client secret"
        : "the OAuth client ID, client secret or scopes";
  }

  private TokenKeeper.Token issue(Context context) throws InterruptedException {
    Optional<TokenKeeper.Token> had = TokenForm.take(first, context);
    if (had.isPresent()) {
      return had.get();
    }
    if (unannounced == null) {
      unannounced = ask(context);
    }
    unannounced.newRefreshToken().ifPresent(rotation);
    TokenKeeper.Token token = unannounced.token();
    unannounced = null;
    return token;
  }

  private Grant ask(Context context) throws InterruptedException {
    long asked = context.nanos();
    Answer answer = context.ask(tokenAddress, request(context), whatToFix());
    String access = answer.page().text(form.tokenPointer).orElse("");
    if (access.isEmpty() || !form.slot.canHold(access)) {
      throw new ConfigurationException(
          "POST "
              + tokenAddress.getPath()
              + " answered without an "
              + form.tokenPointer.substring(1)
              + ": is this the token endpoint?");
    }
    keeper.remember(access);
    Optional<String> rotated =
        answer
            .page()
            .text("/refresh_token")
            .filter(token -> firstRefreshToken.isPresent() && !token.equals(refreshToken));
    rotated.ifPresent(
        token -> {
          keeper.remember(token);
          refreshToken = token;
        });
    return new Grant(
        new TokenKeeper.Token(access, asked, form.life(answer, context.now())), rotated);
  }

  private Request request(Context context) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", form.grantType);
    if (form.proof == ClientProof.FORM && assertion.isEmpty()) {
      fields.put("client_id", client.id());
      fields.put("client_secret", client.secret());
    }
    if (refreshToken != null) {
      fields.put("refresh_token", refreshToken);
    }
    assertion.ifPresent(each -> fields.put("assertion", each.at(context.now())));
    Request request = form.request(fields);
    return form.proof == ClientProof.BASIC
        ? request.header("Authorization", "Basic " + client.basic())
        : request;
  }

  private String whatToFix() {
    if (assertion.isPresent()) {
      return "check the key and the claims of the assertion, and the scopes";
    }
    return firstRefreshToken.isPresent()
        ? "authorise again and set the new refresh token, or check the client ID and secret"
        : "check the OAuth client ID, client secret and scopes";
  }

  private OAuth2 with(Consumer<TokenForm> change) {
    return new OAuth2(
        tokenAddress, client, firstRefreshToken, assertion, form.but(change), rotation);
  }
}
