package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.http.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  private final Script network = new Script();

  @ParameterizedTest
  @CsvSource({
    "http://h:5001/pagination/keyset, '', http://h:5001/pagination/keyset",
    "http://h:5001/api/, '', http://h:5001/api/",
    "https://h/api, /users, https://h/api/users",
    "https://h/api/, users/7, https://h/api/users/7",
    "https://h, users, https://h/users",
    "https://h/api, a b?c#d%2e, https://h/api/a%20b%3Fc%23d%252e",
    "https://h/api?tenant=1, users, https://h/api/users?tenant=1",
  })
  void resolvesItsPathUnderTheSource(String base, String path, String address) throws Exception {
    network.answers(200, "{}").source(base).fetch(Request.get(path));
    assertThat(network.addresses()).containsExactly(address);
  }

  @Test
  void keepsTheOrderOfItsQueryAndEscapesIt() throws Exception {
    Request request =
        Request.get("")
            .query("since", "2026-01-01T00:00:00+01:00")
            .query("tag", "a&b")
            .query("tag", 2);
    network.answers(200, "{}").source("http://h/x").fetch(request);
    assertThat(network.sent().get(0).address().getRawQuery())
        .isEqualTo("since=2026-01-01T00%3A00%3A00%2B01%3A00&tag=a%26b&tag=2");
    assertThat(request.queryValue("tag")).contains("a&b");
    assertThat(request.replaceQuery("tag", "c").toString())
        .isEqualTo("GET /?since=2026-01-01T00:00:00+01:00&tag=c");
  }

  @Test
  void postsJson() throws Exception {
    network
        .answers(200, "{}")
        .source("http://h")
        .fetch(Request.post("search", Map.of("limit", 2)).header("X-Version", "7"));
    Transport.Outgoing sent = network.sent().get(0);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.header("content-type")).contains("application/json");
    assertThat(sent.header("x-version")).contains("7");
    assertThat(new String(sent.body().orElseThrow(), StandardCharsets.UTF_8))
        .isEqualTo("{\"limit\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "users/../admin", "/./x"})
  void neverLeavesTheSource(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> Request.get(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "tab\tbed", "über", ""})
  void refusesHeadersThatCannotBeSent(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.get("").header("X-Name", value))
        .withMessage("Header X-Name has characters that no header can");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://h/x, must start with http:// or https://",
    "users, must start with http:// or https://",
    "https://joe:pass@h/x, has a user name in it",
    "https://h/x#y, has a #fragment",
  })
  void needsAnHttpAddressWithoutCredentials(String base, String problem) {
    assertThatThrownBy(() -> network.source(base))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("pass@");
  }

  @Test
  void masksParametersThatAreNamedLikeSecrets() {
    Request request =
        Request.get("/x").query("api_key", "A1").query("access_token", "B2").query("page", 3);
    assertThat(request).hasToString("GET /x?api_key=***&access_token=***&page=3");
  }

  @Test
  void doesNotMaskAMessageForAShortKey() {
    network.answers(400, "{}");
    assertThatThrownBy(() -> network.source("http://h").fetch(Request.get("/x").query("key", 4)))
        .hasMessageStartingWith("GET /x?key=*** answered 400");
  }
}
