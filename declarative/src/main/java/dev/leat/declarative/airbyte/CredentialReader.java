package dev.leat.declarative.airbyte;

import dev.leat.declarative.document.Node;
import dev.leat.declarative.model.Credential;
import dev.leat.declarative.model.Expression;
import dev.leat.declarative.model.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who asks. Stateless. */
final class CredentialReader {

  private CredentialReader() {}

  static Credential read(Component auth) {
    return switch (auth.type()) {
      case "ApiKeyAuthenticator" ->
          new Credential.Key(placement(auth), auth.expression("api_token"));
      case "BasicHttpAuthenticator" ->
          new Credential.Basic(auth.expression("username"), auth.expression("password"));
      case "BearerAuthenticator" -> new Credential.Bearer(auth.expression("api_token"));
      case "OAuthAuthenticator" -> oauth(auth);
      case "SessionTokenAuthenticator" -> session(auth);
      case "JwtAuthenticator" -> signed(auth);
      case "SelectiveAuthenticator" -> choice(auth);
      default -> new Credential.None();
    };
  }

  private static Placement placement(Component auth) {
    Optional<Component> option = auth.child("inject_into");
    if (option.isPresent()) {
      return CallReader.placement(option.get());
    }
    if (!auth.has("header")) {
      auth.problem("header", "the key has no place in the request: add header or inject_into");
    }
    return new Placement(Placement.Part.HEADER, List.of(auth.expression("header")));
  }

  private static Credential oauth(Component auth) {
    Map<String, Expression> fields = new LinkedHashMap<>();
    Map<String, Expression> names = new LinkedHashMap<>();
    for (String each : List.of("client_id", "client_secret", "refresh_token")) {
      auth.find(each).ifPresent(value -> fields.put(each, value));
      auth.find(each + "_name").ifPresent(name -> names.put(each, name));
    }
    auth.find("grant_type_name").ifPresent(name -> names.put("grant_type", name));
    List<String> kept = List.of();
    Optional<Component> updater = auth.child("refresh_token_updater");
    if (updater.isPresent()) {
      List<String> path = updater.get().texts("refresh_token_config_path");
      kept = path.isEmpty() ? List.of("credentials", "refresh_token") : path;
      if (!fields.containsKey("refresh_token")) {
        String config = "config['" + String.join("']['", kept) + "']";
        fields.put("refresh_token", auth.fixed("{{ " + config + " }}"));
      }
    }
    return new Credential.OAuth(
        auth.find("token_refresh_endpoint"),
        auth.has("grant_type") ? auth.expression("grant_type") : auth.fixed("refresh_token"),
        fields,
        names,
        auth.expressions("scopes"),
        CallReader.named(auth, "refresh_request_body"),
        CallReader.named(auth, "refresh_request_headers"),
        auth.flag("send_refresh_request_as_query_params"),
        or(auth, "access_token_name", "access_token"),
        or(auth, "expires_in_name", "expires_in"),
        auth.find("access_token_value"),
        auth.find("token_expiry_date"),
        kept);
  }

  private static Expression or(Component component, String name, String usual) {
    return component.has(name) ? component.expression(name) : component.fixed(usual);
  }

  private static Credential session(Component auth) {
    Component use = auth.child("request_authentication").orElseThrow();
    Optional<Placement> at = use.child("inject_into").map(CallReader::placement);
    return new Credential.Session(
        new CallReader(auth.child("login_requester").orElseThrow()).read(),
        auth.expressions("session_token_path"),
        auth.find("expiration_duration"),
        at,
        use.find("api_token"));
  }

  private static Credential signed(Component auth) {
    Map<String, Expression> headers = new LinkedHashMap<>(auth.named("jwt_headers"));
    headers.putAll(auth.named("additional_jwt_headers"));
    Map<String, Expression> claims = new LinkedHashMap<>(auth.named("additional_jwt_payload"));
    claims.putAll(auth.named("jwt_payload"));
    headers.remove("$parameters");
    claims.remove("$parameters");
    return new Credential.Signed(
        auth.node().text("algorithm"),
        auth.expression("secret_key"),
        auth.flag("base64_encode_secret_key"),
        auth.find("passphrase"),
        auth.number("token_duration", 1200),
        headers,
        claims,
        auth.expression("header_prefix"),
        auth.child("request_option").map(CallReader::placement));
  }

  private static Credential choice(Component auth) {
    Map<String, Credential> choices = new LinkedHashMap<>();
    Component all = auth.child("authenticators").orElseThrow();
    all.node()
        .fields()
        .forEach(
            (name, field) -> {
              if (field.value() instanceof Node.Mapping && !name.equals("$parameters")) {
                choices.put(name, read(all.child(name).orElseThrow()));
              }
            });
    return new Credential.Choice(auth.texts("authenticator_selection_path"), choices);
  }
}
