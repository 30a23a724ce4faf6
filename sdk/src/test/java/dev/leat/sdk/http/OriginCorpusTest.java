package dev.leat.sdk.http;

import static dev.leat.sdk.http.Script.bytes;
import static dev.leat.sdk.http.Script.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.transport.Exchange;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Addresses that look like the source's and are not, or are and do not look so. Whatever a server
 * gives as a redirect or a next-link, no request leaves the origin.
 */
class OriginCorpusTest {

  private static final String BASE = "https://api.example.com/v1";
  private static final String CANARY = "canary-7f3a";

  static List<String> addresses() {
    return List.of(
        "https://api.example.com.evil.test/v1",
        "https://api.example.com-evil.test/v1",
        "https://evilapi.example.com/v1",
        "https://evil.test/https://api.example.com/v1",
        "https://evil.test?https://api.example.com/v1",
        "https://evil.test#https://api.example.com/v1",
        "https://evil.test#@api.example.com/v1",
        "https://evil.test\\@api.example.com/v1",
        "https://evil.test\\.api.example.com/v1",
        "https://api.example.com@evil.test/v1",
        "https://api.example.com:443@evil.test/v1",
        "https://api.example.com%40evil.test/v1",
        "https://api.example.com%2f@evil.test/v1",
        "https://api.example.com%00.evil.test/v1",
        "https://api.example.com\t.evil.test/v1",
        "https://user@api.example.com/v1",
        "https://user:pass@api.example.com/v1",
        "https://@api.example.com/v1",
        "https://api.example.com./v1",
        "https://api.example.com.:443/v1",
        "https://example.com/v1",
        "https://v1.api.example.com/v1",
        "https://API.EXAMPLE.COM.EVIL.TEST/v1",
        "https://api.example.com:444/v1",
        "https://api.example.com:80/v1",
        "https://api.example.com:0443/v1",
        "https://api.example.com:/v1",
        "https://api.example.com:65979/v1",
        "http://api.example.com/v1",
        "http://api.example.com:443/v1",
        "HTTP://API.EXAMPLE.COM/v1",
        "https://аpi.example.com/v1",
        "https://xn--pi-6kc.example.com/v1",
        "https://api.exаmple.com/v1",
        "https://api。evil。test/v1",
        "https://api.example\u3002com.evil.test/v1",
        "https://ⓐpi.example.com/v1",
        "https://api.example.com\u200b.evil.test/v1",
        "https://api.example.com\u2215evil.test/v1",
        "https://api.example.com\uff0fevil.test/v1",
        "https://169.254.169.254/latest/meta-data",
        "http://169.254.169.254/latest/meta-data",
        "https://[::ffff:169.254.169.254]/",
        "https://2852039166/latest/meta-data",
        "https://0xa9fea9fe/",
        "https://0251.0376.0251.0376/",
        "https://[::1]/v1",
        "https://[::]/v1",
        "https://127.0.0.1/v1",
        "https://127.1/v1",
        "https://localhost/v1",
        "https://[fe80::1%25eth0]/v1",
        "//evil.test/v1",
        "\\\\evil.test\\v1",
        "/\\evil.test/v1",
        "https:evil.test",
        "https:/evil.test",
        "https:///evil.test/v1",
        "http:\\\\evil.test",
        " https://evil.test/v1 ",
        "\thttps://evil.test/v1",
        "file:///etc/passwd",
        "file://api.example.com/etc/passwd",
        "ftp://api.example.com/v1",
        "jar:https://api.example.com!/x",
        "data:application/json,{}",
        "javascript:alert(1)",
        "gopher://api.example.com:443/_GET",
        "ws://api.example.com/v1",
        "https://",
        "https://?",
        "https://:443/v1",
        "https://api.example.com\r\nX-Injected: yes/v1",
        "/v2?x=1\r\nX-Injected: yes",
        "../../../v1",
        "?page=2",
        "#",
        "https://api.example.com/v1/../../x",
        "HTTPS://API.EXAMPLE.COM:443/v2");
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void noRedirectLeavesTheOrigin(String address) throws Exception {
    Script network = new Script();
    network
        .answers(new Exchange(302, Map.of("Location", List.of(address)), new byte[0]))
        .answers(200, "{}");
    try {
      source(network).fetch(Request.get(""));
    } catch (ConnectorException refused) {
      assertThat(refused).hasMessageNotContaining(CANARY);
    }
    assertStayed(network);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void noNextLinkInABodyLeavesTheOrigin(String address) throws Exception {
    String quoted = address.replace("\\", "\\\\").replace("\r\n", "\\r\\n").replace("\t", "\\t");
    Script network = new Script().answers(200, "{\"next\":\"" + quoted + "\"}").answers(200, "{}");
    followed(network, answer -> answer.page().text("/next"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void noNextLinkInAHeaderLeavesTheOrigin(String address) throws Exception {
    Exchange answer =
        bytes(200, "application/json", utf8("{}")).with("Link", "<" + address + ">; rel=\"next\"");
    followed(new Script().answers(answer).answers(200, "{}"), got -> got.link("next"));
  }

  private static void followed(Script network, Function<Answer, Optional<String>> link)
      throws Exception {
    HttpSource source = source(network);
    try {
      Answer answer = source.fetch(Request.get(""));
      Optional<String> next = link.apply(answer);
      if (next.isPresent()) {
        source.fetch(source.follow(Request.get(""), answer, next.get()));
      }
    } catch (ConnectorException refused) {
      assertThat(refused).hasMessageNotContaining(CANARY);
    }
    assertStayed(network);
  }

  private static HttpSource source(Script network) {
    return network.source(BASE).auth(Auth.bearer(CANARY));
  }

  private static void assertStayed(Script network) {
    assertThat(network.sent())
        .isNotEmpty()
        .allSatisfy(
            sent -> {
              URI to = sent.address();
              assertThat(to.getScheme() + "://" + to.getRawAuthority())
                  .isEqualTo("https://api.example.com");
              assertThat(to.toString()).doesNotContain("\r").doesNotContain("\n");
              assertThat(sent.headers()).doesNotContainKey("X-Injected");
            });
  }
}
