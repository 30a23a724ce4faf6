package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest {

  private final Script network = new Script();
  private final HttpSource api = network.source("https://api.test");

  @Test
  void sendsEachKindOfCredential() throws Exception {
    network.answers(200, "{}").answers(200, "{}").answers(200, "{}").answers(200, "{}");
    api.auth(Auth.bearer("T")).fetch(Request.get(""));
    api.auth(Auth.apiKey(Slot.header("X-API-Key"), "K")).fetch(Request.get(""));
    api.auth(Auth.apiKey(Slot.query("key"), "K&1")).fetch(Request.get("").query("a", 1));
    api.auth(Auth.basic("joe", "pass")).fetch(Request.get(""));
    assertThat(network.sent().get(0).header("Authorization")).contains("Bearer T");
    assertThat(network.sent().get(1).header("X-API-Key")).contains("K");
    assertThat(network.addresses().get(2)).isEqualTo("https://api.test/?a=1&key=K%261");
    assertThat(network.sent().get(3).header("Authorization")).contains("Basic am9lOnBhc3M=");
  }

  @Test
  void sendsTheTokenOfASettingIfItIsGiven() throws Exception {
    Setting<String> token = Setting.secret("api_token", "Of the API").optional();
    ConfigurationSpec settings = ConfigurationSpec.of(token);
    network.answers(200, "{}").answers(200, "{}");
    api.auth(Auth.bearer(settings.parse("{\"api_token\": \"T\"}"), token)).fetch(Request.get(""));
    api.auth(Auth.bearer(settings.parse("{}"), token)).fetch(Request.get(""));

    assertThat(network.sent().get(0).header("Authorization")).contains("Bearer T");
    assertThat(network.sent().get(1).header("Authorization")).isEmpty();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(Auth.none(), "no credential"),
        Arguments.of(Auth.bearer("canary"), "the bearer token"),
        Arguments.of(Auth.apiKey(Slot.header("X-Key"), "canary"), "the API key (header X-Key)"),
        Arguments.of(Auth.apiKey(Slot.query("k"), "canary"), "the API key (query parameter k)"),
        Arguments.of(Auth.basic("joe", "canary"), "the user name or password"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysWhichCredentialToCheckAndNeverShowsIt(Auth auth, String kind) {
    network
        .answers(401, "{\"error\":{\"message\":\"bad key canary\"}}")
        .answers(403, "{\"errors\":[{\"detail\":\"no scope\"}]}");
    assertThat(auth).hasToString(kind);
    assertThatThrownBy(() -> api.auth(auth).fetch(Request.get("/x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("GET /x answered 401 (bad key ")
        .hasMessageEndingWith(remedy(kind, 401));
    assertThatThrownBy(() -> api.auth(auth).fetch(Request.get("/x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("GET /x answered 403 (no scope): " + remedy(kind, 403));
  }

  private static String remedy(String kind, int status) {
    if (kind.equals("no credential")) {
      return "the source wants a credential and none is set";
    }
    return status == 401
        ? "check " + kind + ": it is missing, wrong or expired"
        : "check " + kind + ": it may lack the permission for this";
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok\nen", " token", "token ", "tökn", "", "  "})
  void refusesATokenThatNoHeaderCanCarry(String token) {
    assertThatThrownBy(() -> Auth.bearer(token))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the bearer token")
        .hasMessageNotContaining("tok\nen");
  }
}
