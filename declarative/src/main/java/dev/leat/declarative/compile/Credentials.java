package dev.leat.declarative.compile;

import dev.leat.declarative.model.Credential;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Named;
import dev.leat.declarative.model.Placement;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.auth.Jwt;
import dev.leat.sdk.http.auth.OAuth2;
import dev.leat.sdk.http.auth.SessionToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes credentials, one of each kind and setting, so that one token serves all. */
final class Credentials {

  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  /** Of a token that is given without an end: it holds until it is refused. */
  private static final Duration UNKNOWN_LIFE = Duration.ofDays(3650);

  private static final String MARK = "\u0001";

  private final Settings settings;
  private final Map<List<Object>, Auth> made = new HashMap<>();

  Credentials(Settings settings) {
    this.settings = settings;
  }

  /** The credential, whose secrets are all that the settings know. */
  Auth auth(Credential credential) {
    Auth own = own(credential);
    return own == Auth.none() && settings.secrets().isEmpty() ? own : new Discreet(own, settings);
  }

  private Auth own(Credential credential) {
    if (credential instanceof Credential.Key key) {
      return key(key);
    }
    if (credential instanceof Credential.Basic basic) {
      return Auth.basic(settings.text(basic.user()), settings.text(basic.password()));
    }
    if (credential instanceof Credential.Bearer bearer) {
      String token = settings.text(bearer.token());
      settings.keepSecret(token);
      return token.isBlank() ? Auth.none() : Auth.bearer(token);
    }
    if (credential instanceof Credential.OAuth oauth) {
      return oauth(oauth);
    }
    if (credential instanceof Credential.Session session) {
      return session(session);
    }
    if (credential instanceof Credential.Signed signed) {
      return signed(signed);
    }
    return credential instanceof Credential.Choice choice ? own(chosen(choice)) : Auth.none();
  }

  private Auth key(Credential.Key key) {
    String text = settings.text(key.key());
    if (text.isBlank()) {
      return Auth.none();
    }
    settings.keepSecret(text.substring(text.lastIndexOf(' ') + 1));
    return Auth.apiKey(Places.slot(key.at(), settings.names()), text);
  }

  private Credential chosen(Credential.Choice choice) {
    Object word = settings.at(choice.setting());
    Credential found = choice.choices().get(word == null ? "" : Values.text(word));
    if (found == null) {
      throw new ConfigurationException(
          "Setting "
              + String.join(".", choice.setting())
              + " must be one of "
              + String.join(", ", choice.choices().keySet()));
    }
    return found;
  }

  private Auth oauth(Credential.OAuth oauth) {
    Optional<String> first = oauth.first().map(settings::text).filter(each -> !each.isBlank());
    if (oauth.tokenAddress().isEmpty()) {
      return first.map(Auth::bearer).orElse(Auth.none());
    }
    URI address = URI.create(settings.text(oauth.tokenAddress().get()).strip());
    Map<String, String> fields = new HashMap<>();
    oauth.fields().forEach((name, value) -> fields.put(name, settings.text(value)));
    String grant = settings.text(oauth.grant());
    List<Object> key = new ArrayList<>(List.of("oauth", address, fields, grant));
    key.add(oauth.scopes().stream().map(settings::text).toList());
    key.add(texts(oauth.more()));
    key.add(texts(oauth.headers()));
    return made.computeIfAbsent(key, missing -> oauth(oauth, address, fields, grant, first));
  }

  private OAuth2 oauth(
      Credential.OAuth oauth,
      URI address,
      Map<String, String> fields,
      String grant,
      Optional<String> first) {
    String id = fields.getOrDefault("client_id", "");
    String secret = fields.getOrDefault("client_secret", "");
    String refresh = fields.getOrDefault("refresh_token", "");
    if (grant.equals("refresh_token") && refresh.isBlank()) {
      throw new ConfigurationException("There is no refresh token: authorise, and set it");
    }
    OAuth2 made =
        grant.equals("refresh_token")
            ? OAuth2.refreshToken(address, id, secret, refresh)
            : OAuth2.clientCredentials(address, id, secret).grantType(grant);
    made =
        made.lasting(USUAL_LIFE)
            .tokenAt(
                "/" + settings.text(oauth.tokenName()), "/" + settings.text(oauth.expiryName()));
    for (Map.Entry<String, Expression> each : oauth.names().entrySet()) {
      made = made.renaming(each.getKey(), settings.text(each.getValue()));
    }
    for (Expression each : oauth.scopes()) {
      made = made.parameter("scopes", settings.text(each));
    }
    for (Map.Entry<String, String> each : texts(oauth.more()).entrySet()) {
      made =
          fields.containsKey(each.getKey()) ? made : made.parameter(each.getKey(), each.getValue());
    }
    for (Map.Entry<String, String> each : texts(oauth.headers()).entrySet()) {
      made =
          each.getKey().equalsIgnoreCase("Authorization")
              ? made.clientProof(OAuth2.ClientProof.BASIC)
              : made.header(each.getKey(), each.getValue());
    }
    if (oauth.inQuery()) {
      made = made.inQuery();
    }
    if (first.isPresent()) {
      Optional<Instant> expiry =
          oauth
              .firstExpires()
              .map(settings::text)
              .filter(each -> !each.isBlank())
              .map(each -> TimeForm.iso(each));
      made =
          made.startingWith(
              first.get(), expiry.orElse(settings.clock().instant().plus(UNKNOWN_LIFE)));
    }
    return oauth.kept().isEmpty()
        ? made
        : made.onRotation(token -> Rotation.keep(settings.configuration(), oauth.kept(), token));
  }

  private Map<String, String> texts(Named named) {
    Map<String, String> all = new java.util.LinkedHashMap<>();
    named
        .entries()
        .forEach(each -> all.put(settings.text(each.name()), settings.text(each.value())));
    if (named.whole().isPresent()
        && named.whole().get().valueOrNull(settings.names()) instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> all.put(Values.text(name), Values.text(value)));
    }
    return all;
  }

  private Auth session(Credential.Session session) {
    Requests requests = Requests.alone(session.login(), settings);
    Request login = requests.page(Slice.WHOLE, null);
    URI origin = requests.origin(Slice.WHOLE);
    try {
      login = own(session.login().credential()).sign(login, null);
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
    Request signed = login;
    String pointer = Places.pointer(session.tokenAt().stream().map(settings::text).toList());
    Slot slot = slot(session);
    Optional<Duration> life = session.life().map(settings::text).map(TimeForm::duration);
    List<Object> key = List.of("session", origin, signed, pointer, slot.toString(), life);
    return made.computeIfAbsent(
        key,
        missing -> {
          SessionToken token =
              SessionToken.from(signed, pointer, settings.secrets().toArray(String[]::new))
                  .at(origin)
                  .in(slot);
          return life.isPresent() ? token.lasting(life.get()) : token;
        });
  }

  private Slot slot(Credential.Session session) {
    if (session.at().isEmpty()) {
      return Slot.bearer();
    }
    Slot slot = Places.slot(session.at().get(), settings.names());
    String prefix = session.form().map(this::prefix).orElse("");
    return prefix.isEmpty() ? slot : slot.prefixed(prefix);
  }

  /** What stands before the token. */
  private String prefix(Expression form) {
    Map<String, Object> names = settings.names();
    names.put("session_token", MARK);
    String made = form.print(names);
    if (!made.endsWith(MARK)) {
      throw new ConfigurationException(
          form.template().place().file()
              + ":"
              + form.template().place().line()
              + ": a session token must stand at the end of what is sent");
    }
    return made.substring(0, made.length() - 1);
  }

  private Auth signed(Credential.Signed signed) {
    String key = settings.text(signed.key());
    settings.keepSecret(key);
    if (signed.keyIsEncoded()) {
      key = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
      settings.keepSecret(key);
    }
    Jwt jwt =
        signed.passphrase().isPresent()
            ? Jwt.signedBy(signed.algorithm(), key, settings.text(signed.passphrase().get()))
            : Jwt.signedBy(signed.algorithm(), key);
    jwt = jwt.lasting(Duration.ofSeconds(signed.seconds()));
    for (Map.Entry<String, Expression> each : signed.headers().entrySet()) {
      jwt = jwt.header(each.getKey(), settings.text(each.getValue()));
    }
    for (Map.Entry<String, Expression> each : signed.claims().entrySet()) {
      jwt = jwt.claim(each.getKey(), Values.plain(each.getValue().value(settings.names())));
    }
    String prefix = settings.text(signed.prefix());
    Slot slot =
        signed
            .at()
            .map((Placement at) -> Places.slot(at, settings.names()))
            .orElse(Slot.header("Authorization"));
    return jwt.in(prefix.isEmpty() ? slot : slot.prefixed(prefix + " "));
  }
}
