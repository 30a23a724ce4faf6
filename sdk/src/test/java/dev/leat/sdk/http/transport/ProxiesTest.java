package dev.leat.sdk.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

  private static final String NONE = "DIRECT";

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY=http://p:1, https://api.test/x, HTTP @ p/<unresolved>:1",
    "https_proxy=p:1, https://api.test/x, HTTP @ p/<unresolved>:1",
    "https_proxy=p, https://api.test/x, HTTP @ p/<unresolved>:80",
    "HTTPS_PROXY=http://p:1, http://api.test/x, DIRECT",
    "HTTP_PROXY=http://p:1, http://api.test/x, HTTP @ p/<unresolved>:1",
    "http_proxy=http://small:1;HTTP_PROXY=http://large:2, http://a/, HTTP @ small/<unresolved>:1",
    "ALL_PROXY=socks5://p, https://api.test/x, SOCKS @ p/<unresolved>:1080",
    "ALL_PROXY=socks5://p;HTTP_PROXY=q:2, http://api.test/x, HTTP @ q/<unresolved>:2",
    "HTTP_PROXY=http://user:pass@p:1, http://api.test/x, HTTP @ p/<unresolved>:1",
    "HTTP_PROXY=p:1, http://127.0.0.1:8080/x, DIRECT",
    "HTTP_PROXY=p:1, http://localhost/x, DIRECT",
    "HTTP_PROXY=p:1, http://[::1]:80/x, DIRECT",
    "HTTP_PROXY=, http://api.test/x, DIRECT",
  })
  void theEnvironmentSaysWhichWay(String environment, String address, String way) {
    assertThat(way(environment, address)).isEqualTo(way);
  }

  @ParameterizedTest
  @CsvSource({
    "*, api.test, true",
    "api.test, api.test, true",
    "api.test, eu.api.test, true",
    ".api.test, eu.api.test, true",
    "*.api.test, eu.api.test, true",
    "api.test, notapi.test, false",
    "API.Test, api.test, true",
    "other.test api.test, api.test, true",
    "api.test:80, api.test, true",
    "api.test:8080, api.test, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "fd00::/8, [fd12::1], true",
    "fd00::1, [fd00::1], true",
    "10.1.2.3, 10.1.2.3, true",
    "10.0.0.0/x, 10.1.2.3, false",
  })
  void someAddressesTakeNoProxy(String exceptions, String host, boolean direct) {
    String way = way("HTTP_PROXY=p:1;NO_PROXY=" + exceptions, "http://" + host + "/x");
    assertThat(way.equals(NONE)).isEqualTo(direct);
  }

  @Test
  void theSecretsOfAProxyAreKnown() {
    Proxies proxies = Proxies.of(Map.of("http_proxy", "http://joe:p%40ss+1@p:1"), null);
    String pair = Base64.getEncoder().encodeToString("joe:p@ss+1".getBytes(StandardCharsets.UTF_8));
    assertThat(proxies.secrets()).containsExactly("p@ss+1", pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://p:1", "http://us er:hush@p", "://hush", "ftp://hush@p"})
  void anAddressThatCannotBeUsedIsNamedByItsVariableOnly(String address) {
    Transport transport = Transport.overNetwork(Map.of("HTTPS_PROXY", address));
    Transport.Outgoing outgoing =
        new Transport.Outgoing(
            "GET", URI.create("http://api.test/"), Map.of(), null, HttpLimits.defaults());
    assertThatThrownBy(() -> transport.send(outgoing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The environment variable https_proxy is not the address")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aRequestGoesThroughTheProxyWithItsCredential() throws Exception {
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.start(InetAddress.getLoopbackAddress(), 0);
      proxy.enqueue(
          new MockResponse.Builder()
              .code(407)
              .setHeader("Proxy-Authenticate", "Basic realm=\"p\"")
              .build());
      proxy.enqueue(new MockResponse.Builder().body("through").build());
      Transport transport =
          Transport.overNetwork(
              Map.of("HTTP_PROXY", "http://joe:hush@127.0.0.1:" + proxy.getPort()));
      Exchange answer =
          transport.send(
              new Transport.Outgoing(
                  "GET",
                  URI.create("http://api.test/users?a=1"),
                  Map.of(),
                  null,
                  HttpLimits.defaults()));
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("through");
      proxy.takeRequest();
      RecordedRequest asked = proxy.takeRequest();
      assertThat(asked.getTarget()).isEqualTo("http://api.test/users?a=1");
      assertThat(asked.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic am9lOmh1c2g=");
    }
  }

  @Test
  void aProxyThatWantsACredentialSaysSo() throws Exception {
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.start(InetAddress.getLoopbackAddress(), 0);
      proxy.enqueue(new MockResponse.Builder().code(407).build());
      Transport transport =
          Transport.overNetwork(Map.of("http_proxy", "127.0.0.1:" + proxy.getPort()));
      Exchange answer =
          transport.send(
              new Transport.Outgoing(
                  "GET", URI.create("http://api.test/"), Map.of(), null, HttpLimits.defaults()));
      assertThat(answer.status()).isEqualTo(407);
    }
  }

  private static String way(String environment, String address) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String each : environment.split(";", -1)) {
      String[] pair = each.split("=", 2);
      variables.put(pair[0], pair[1]);
    }
    return Proxies.of(variables, null).select(URI.create(address)).get(0).toString();
  }
}
