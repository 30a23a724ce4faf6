package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api = network.source("https://api.example.com/v1");

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsAGetWithinItsOrigin(int status) throws Exception {
    network.redirects(status, "/v2/users?x=1#top").answers(200, "{}");
    api.auth(Auth.bearer("T")).fetch(USERS);
    assertThat(network.addresses().get(1)).isEqualTo("https://api.example.com/v2/users?x=1");
    assertThat(network.sent().get(1).header("Authorization")).contains("Bearer T");
  }

  @Test
  void followsFiveRedirectsAndNoSixth() throws Exception {
    for (int each = 1; each <= 5; each++) {
      network.redirects(302, "https://api.example.com/" + each);
    }
    network.answers(200, "{}");
    api.fetch(USERS);
    assertThat(network.addresses()).hasSize(6).endsWith("https://api.example.com/5");

    for (int each = 1; each <= 6; each++) {
      network.redirects(302, "/v1/users");
    }
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessage(
            "GET /v1/users was redirected more than 5 times: is the address "
                + "https://api.example.com/v1 right?");
    assertThat(network.sent()).hasSize(12);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com.evil.test/v1, https://api.example.com.evil.test",
    "https://evil.test/api.example.com, https://evil.test",
    "//evil.test/v1, https://evil.test",
    "https://api.example.com:8443/v1, https://api.example.com:8443",
    "https://evil.test\\@api.example.com/, https://evil.test",
    "https://169.254.169.254/latest/meta-data, https://169.254.169.254",
    "https://[::1]/v1, https://[::1]",
    "https://аpi.example.com/v1, https://xn--pi-6kc.example.com",
    "https://2130706433/, https://2130706433",
  })
  void staysAtItsOrigin(String location, String origin) {
    network.redirects(302, location);
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "GET /v1/users redirects to "
                + origin
                + ", which is not the origin of the source (https://api.example.com): not followed."
                + " If it is right, use it as the source's address or allow it");
    assertThat(network.sent()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.example.com/v1, down to http://api.example.com",
    "http://evil.test, down to http://evil.test",
    "https://joe@api.example.com/v1, a user name in it",
    "https://api.example.com@evil.test/v1, a user name in it",
    "file:///etc/passwd, not an http or https address",
    "ftp://api.example.com/, not an http or https address",
    "javascript:alert(1), not an http or https address",
    "https://, not an http or https address",
  })
  void refusesWhatNoSettingCanPermit(String location, String said) {
    HttpSource trusting =
        api.allowing(URI.create("http://evil.test"), URI.create("http://api.example.com"));
    network.redirects(302, location);
    assertThatThrownBy(() -> trusting.fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining(said)
        .hasMessageEndingWith(": not followed");
    assertThat(network.sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com:443/x",
        "HTTPS://API.EXAMPLE.COM/x",
        "https://api.example.com\\x",
        "//api.example.com/x",
        "../x"
      })
  void knowsItsOriginInOtherSpellings(String location) throws Exception {
    network.redirects(302, location).answers(200, "{}");
    api.fetch(USERS);
    assertThat(network.addresses().get(1)).isEqualTo("https://api.example.com/x");
  }

  @Test
  void treatsNextLinksLikeRedirects() {
    for (String link :
        new String[] {
          "https://evil.test/",
          "http://api.example.com/",
          "file:///etc/passwd",
          "https://a@api.example.com/"
        }) {
      assertThatThrownBy(() -> api.fetch(USERS.following(link)))
          .isInstanceOf(ConnectorException.class)
          .hasMessageStartingWith("GET /v1/users links ")
          .hasMessageContaining("not followed");
    }
    assertThat(network.sent()).isEmpty();
  }

  @Test
  void repeatsAPostOnlyWhereItsBodySurvives() throws Exception {
    Request search = Request.post("/search", Map.of("q", 1));
    network
        .redirects(307, "/a")
        .redirects(308, "/b")
        .redirects(303, "/results/7")
        .answers(200, "{}");
    api.fetch(search);
    assertThat(network.sent())
        .extracting(Transport.Outgoing::method)
        .containsExactly("POST", "POST", "POST", "GET");
    assertThat(network.sent().get(2).body()).isPresent();
    assertThat(network.sent().get(3).body()).isEmpty();

    network.redirects(301, "/v2/search");
    assertThatThrownBy(() -> api.fetch(search))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("would lose the body of the POST");
  }

  @Test
  void takesNoBodyToAnotherOrigin() {
    network.redirects(307, "https://other.test/search");
    assertThatThrownBy(
            () ->
                api.allowing(URI.create("https://other.test"))
                    .fetch(Request.post("/search", Map.of("password", "p"))))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("would take its body or a credential there: not followed");
    assertThat(network.sent()).hasSize(1);
  }
}
