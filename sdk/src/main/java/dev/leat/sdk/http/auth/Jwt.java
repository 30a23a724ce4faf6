package dev.leat.sdk.http.auth;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.internal.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token that this side signs itself (RFC 7519): a credential of its own, or the assertion for
 * {@link OAuth2#jwtBearer}. Thread-safe; the withers give a new one.
 */
public final class Jwt extends TokenAuth {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final JwtKey key;
  private final Map<String, Object> headers;
  private final Map<String, Object> claims;
  private final Duration life;
  private final TokenKeeper keeper;

  private Jwt(
      JwtKey key,
      Map<String, Object> headers,
      Map<String, Object> claims,
      Duration life,
      Slot slot) {
    this.key = key;
    this.headers = headers;
    this.claims = claims;
    this.life = life;
    this.keeper = new TokenKeeper(slot, this::issue);
  }

  /**
   * Tokens that hold for 20 minutes and say nothing yet but when they were made.
   *
   * @param algorithm HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384,
   *     ES512 or EdDSA
   * @param key the shared secret for HS; else a private key in PEM (PKCS #8, or PKCS #1 for RSA)
   * @throws ConfigurationException if it is not a key for this algorithm
   */
  public static Jwt signedBy(String algorithm, String key) {
    return of(JwtKey.of(algorithm, key.getBytes(StandardCharsets.UTF_8), Optional.empty()), key);
  }

  /** As {@link #signedBy(String, String)}, with a key in PEM that a passphrase protects. */
  public static Jwt signedBy(String algorithm, String key, String passphrase) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return of(JwtKey.of(algorithm, bytes, Optional.of(passphrase)), passphrase);
  }

  /** As {@link #signedBy(String, String)}, with the bytes of a shared secret. */
  public static Jwt signedBy(String algorithm, byte[] secret) {
    return of(
        JwtKey.of(algorithm, secret, Optional.empty()), Base64.getEncoder().encodeToString(secret));
  }

  private static Jwt of(JwtKey key, String secret) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("alg", key.algorithm());
    headers.put("typ", "JWT");
    return new Jwt(key.masking(secret), headers, Map.of(), Duration.ofMinutes(20), Slot.bearer());
  }

  /** The same token with this field in its header, for example {@code kid}. */
  public Jwt header(String name, String value) {
    return new Jwt(key, plus(headers, name, value), claims, life, keeper.slot());
  }

  /** The same token with this claim; values as in {@link dev.leat.sdk.row.FieldRow}. */
  public Jwt claim(String name, Object value) {
    return new Jwt(key, headers, plus(claims, name, value), life, keeper.slot());
  }

  /** The same token, holding so long. */
  public Jwt lasting(Duration time) {
    return new Jwt(key, headers, claims, time, keeper.slot());
  }

  /** The same token, going there; {@link Slot#bearer} if nothing is said. */
  public Jwt in(Slot slot) {
    return new Jwt(key, headers, claims, life, slot);
  }

  /** The token as it is made at this time: claims {@code iat}, {@code nbf} and {@code exp}. */
  public String at(Instant now) {
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.put("iat", now.getEpochSecond());
    all.put("nbf", now.getEpochSecond());
    all.put("exp", now.plus(life).getEpochSecond());
    String text = encoded(headers) + "." + encoded(all);
    return text + "." + URL.encodeToString(key.sign(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  TokenKeeper keeper() {
    return keeper;
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(keeper.secrets());
    secrets.add(key.secret());
    return secrets;
  }

  @Override
  public String toString() {
    return "the key or the claims of the signed token";
  }

  private TokenKeeper.Token issue(Context context) {
    String token = at(context.now());
    keeper.remember(token);
    return new TokenKeeper.Token(token, context.nanos(), Optional.of(life));
  }

  private static String encoded(Map<String, Object> fields) {
    return URL.encodeToString(JsonValues.write(fields));
  }

  private static Map<String, Object> plus(Map<String, Object> some, String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(some);
    more.put(name, value);
    return more;
  }
}
