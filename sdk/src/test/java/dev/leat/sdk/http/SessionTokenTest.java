package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.config.ConfigurationSpec;
import dev.leat.sdk.config.Setting;
import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.auth.AuthChoice;
import dev.leat.sdk.http.auth.SessionToken;
import dev.leat.sdk.http.transport.Exchange;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

  private static final Request USERS = Request.get("/users");
  private static final Request LOGIN =
      Request.post("/login", Map.of("user", "joe", "password", "hush-hush"));

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test/v1");

  @Test
  void logsInOnceAndUsesTheTokenUntilItIsRefused() throws Exception {
    HttpSource source =
        api.auth(SessionToken.from(LOGIN, "/session/id", "hush-hush").in(Slot.header("X-Session")));
    network
        .answers(200, "{\"session\":{\"id\":\"token-1\"}}")
        .answers(200, "{}")
        .answers(200, "{}")
        .answers(401, "{}")
        .answers(200, "{\"session\":{\"id\":\"token-2\"}}")
        .answers(200, "{}");
    source.fetch(USERS);
    source.fetch(USERS);
    source.fetch(USERS);
    assertThat(network.sent())
        .extracting(each -> each + " " + each.header("X-Session").orElse("-"))
        .containsExactly(
            "POST /v1/login -",
            "GET /v1/users token-1",
            "GET /v1/users token-1",
            "GET /v1/users token-1",
            "POST /v1/login -",
            "GET /v1/users token-2");
  }

  @Test
  void logsInAgainBeforeTheSessionIsOver() throws Exception {
    HttpSource source =
        api.auth(SessionToken.from(LOGIN, "/token").lasting(Duration.ofSeconds(100)));
    network
        .answers(200, "{\"token\":\"one\"}")
        .answers(200, "{}")
        .answers(200, "{\"token\":\"two\"}")
        .answers(200, "{}");
    source.fetch(USERS);
    network.time.advance(Duration.ofSeconds(90));
    source.fetch(USERS);
    assertThat(network.sent().get(3).header("Authorization")).contains("Bearer two");
  }

  @Test
  void takesATokenFromAHeaderAndLogsInElsewhere() throws Exception {
    SessionToken session =
        SessionToken.from(LOGIN, "/unused")
            .fromHeader("X-Subject-Token")
            .at(URI.create("http://login.test"))
            .in(Slot.query("sid"));
    network.answers(Exchange.json(201, "{}").with("X-Subject-Token", "tok/1")).answers(200, "{}");
    api.auth(session).fetch(USERS);
    assertThat(network.addresses())
        .containsExactly("http://login.test/login", "http://api.test/v1/users?sid=tok%2F1");
  }

  @Test
  void aLogInThatIsRefusedIsSaidOnceWithoutItsSecrets() {
    HttpSource source = api.auth(SessionToken.from(LOGIN, "/token", "hush-hush"));
    network.answers(403, "{\"message\":\"hush-hush is wrong\"}");
    for (int each = 0; each < 2; each++) {
      assertThatThrownBy(() -> source.fetch(USERS))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "POST http://api.test/v1/login answered 403 (*** is wrong): check the credentials"
                  + " for the log-in");
    }
    assertThat(network.sent()).hasSize(1);
  }

  @Test
  void aLogInWithoutATokenShowsNothingOfItsAnswer() {
    network.answers(200, "{\"ticket\":\"canary\"}");
    assertThatThrownBy(() -> api.auth(SessionToken.from(LOGIN, "/token")).fetch(USERS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("POST /login answered without a token at /token")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aSettingChoosesTheCredential() throws Exception {
    Setting<String> way = Setting.text("way", "How to authenticate").defaultsTo("key");
    Setting<String> key = Setting.secret("key", "The key").optional();
    AuthChoice choice =
        AuthChoice.by(way)
            .when("key", settings -> Auth.bearer(settings.value(key)))
            .when("none", settings -> Auth.none());
    ConfigurationSpec spec = ConfigurationSpec.of(way, key);
    network.answers(200, "{}").answers(200, "{}");
    api.auth(choice.in(spec.parse("{\"key\":\"K\"}"))).fetch(USERS);
    api.auth(choice.in(spec.parse("{\"way\":\"none\"}"))).fetch(USERS);
    assertThat(network.sent().get(0).header("Authorization")).contains("Bearer K");
    assertThat(network.sent().get(1).header("Authorization")).isEmpty();
    assertThatThrownBy(() -> choice.in(spec.parse("{\"way\":\"magic\"}")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("way is \"magic\": set it to one of key, none");
  }
}
