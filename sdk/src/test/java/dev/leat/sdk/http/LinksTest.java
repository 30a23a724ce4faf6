package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links are kept in states and shown in logs; credentials are not. */
class LinksTest {

  private static final String SECRET = "s3cr3t/To+ken=1";
  private static final Request USERS = Request.get("/users").query("page", 1);

  private final Script network = new Script();
  private final HttpSource api =
      network.source("http://api.test/v1").auth(Auth.apiKey(Slot.query("key"), SECRET));

  @ParameterizedTest
  @CsvSource({
    "http://api.test/v1/users?page=2&key=s3cr3t/To%2Bken%3D1",
    "/v1/users?key=s3cr3t%2FTo%2bken%3d1&page=2",
    "users?page=2&key=s3cr3t%2fTo+ken=1",
    "?page=2&api_key=s3cr3t%252FTo%252Bken%253D1",
    "?page=2&url=x%26key%3Ds3cr3t/To%2Bken%3D1#top",
  })
  void aCredentialIsTakenOutAndPutBackWhenTheLinkIsFollowed(String link) throws Exception {
    network.answers(200, "{}").answers(200, "{}");
    Answer page = api.fetch(USERS);
    assertThat(api.withoutSecrets(USERS, page, link)).isEqualTo("http://api.test/v1/users?page=2");
    api.fetch(api.follow(USERS, page, link));
    assertThat(network.addresses().get(1))
        .isEqualTo("http://api.test/v1/users?page=2&key=s3cr3t%2FTo%2Bken%3D1");
  }

  @Test
  void whatIsKeptIsFollowedWithTheCredentialOfTheDay() throws Exception {
    network.answers(200, "{}").answers(200, "{}");
    Answer page = api.fetch(USERS);
    String kept = api.withoutSecrets(USERS, page, "?page=2&key=s3cr3t/To%2Bken%3D1");
    api.auth(Auth.apiKey(Slot.query("key"), "rotated")).fetch(Request.get("").following(kept));
    assertThat(network.addresses().get(1)).endsWith("/v1/users?page=2&key=rotated");
  }

  @Test
  void aSecretOfTheRequestItselfIsPutBackToo() throws Exception {
    HttpSource open = network.source("http://api.test");
    Request first = Request.get("/users").query("api_token", "hush-hush").query("page", 1);
    network.answers(200, "{}").answers(200, "{}");
    Answer page = open.fetch(first);
    String link = "/users?page=2&api_token=hush-hush";
    assertThat(open.withoutSecrets(first, page, link)).isEqualTo("http://api.test/users?page=2");
    open.fetch(open.follow(first, page, link));
    assertThat(network.addresses().get(1))
        .isEqualTo("http://api.test/users?page=2&api_token=hush-hush");
  }

  @Test
  void aTokenThatNamesAPlaceIsNoCredentialWhateverItsName() throws Exception {
    network.answers(200, "{}");
    Answer page = api.fetch(USERS);
    assertThat(api.withoutSecrets(USERS, page, "?page_token=abc-def-ghi&size=50"))
        .isEqualTo("http://api.test/v1/users?page_token=abc-def-ghi&size=50");
  }

  @Test
  void aShortSecretIsNotFoundWithinHonestValues() throws Exception {
    HttpSource weak = network.source("http://api.test").auth(Auth.apiKey(Slot.query("k"), "5"));
    network.answers(200, "{}");
    Answer page = weak.fetch(USERS);
    assertThat(weak.withoutSecrets(USERS, page, "?page=50&k=5"))
        .isEqualTo("http://api.test/users?page=50");
  }

  @Test
  void aCredentialInThePathCannotBeTakenOut() throws Exception {
    network.answers(200, "{}");
    Answer page = api.fetch(USERS);
    assertThatThrownBy(() -> api.follow(USERS, page, "/bots3cr3t%2FTo+ken=1/users"))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("a credential in its path")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void aLinkToAnotherOriginIsFollowedWithoutTheCredentialOrNotAtAll() throws Exception {
    network.answers(200, "{}").answers(200, "{}");
    Answer page = api.fetch(USERS);
    Request away = api.follow(USERS, page, "http://files.test/2?key=s3cr3t/To%2Bken%3D1&p=3");
    assertThatThrownBy(() -> api.fetch(away)).hasMessageContaining("not the origin of the source");
    api.allowing(URI.create("http://files.test")).fetch(away);
    assertThat(network.addresses().get(1)).isEqualTo("http://files.test/2?p=3");
  }

  @Test
  void aRedirectWithTheKeyInItIsFollowedAndTheKeyIsNotKept() throws Exception {
    network.redirects(302, "/v2/users?page=1&key=s3cr3t/To%2Bken%3D1").answers(200, "{}");
    Answer page = api.fetch(USERS);
    assertThat(page.header("Content-Location")).contains("http://api.test/v2/users?page=1");
    assertThat(network.addresses().get(1))
        .isEqualTo("http://api.test/v2/users?page=1&key=s3cr3t%2FTo%2Bken%3D1");
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** Whatever the secret, wherever in the query and however often it is encoded. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noLinkKeepsASecret(int seed) throws Exception {
    Random random = new Random(seed);
    String secret =
        random
            .ints(6 + random.nextInt(12), 0x21, 0x7F)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Script script = new Script().answers(200, "{}").answers(200, "{}");
    HttpSource source =
        script.source("http://api.test").auth(Auth.apiKey(Slot.header("X-Key"), secret));
    Answer page = source.fetch(Request.get("/users"));
    String value = secret;
    for (int times = random.nextInt(2); times >= 0; times--) {
      value = URLEncoder.encode(value, StandardCharsets.UTF_8);
      value = random.nextBoolean() ? value.replaceAll("%(..)", "%$1") : lowerEscapes(value);
    }
    String link = "/users?a=1&token=" + value + "&b=x" + (random.nextBoolean() ? value : "y");
    String kept = source.withoutSecrets(Request.get("/users"), page, link);
    assertThat(kept).startsWith("http://api.test/users?a=1");
    assertThat(List.of("http://api.test/users?a=1", "http://api.test/users?a=1&b=xy"))
        .contains(kept);
    source.fetch(source.follow(Request.get("/users"), page, link));
    assertThat(script.sent().get(1).header("X-Key")).contains(secret);
  }

  private static String lowerEscapes(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i + 2 < text.length(); i++) {
      if (text.charAt(i) == '%') {
        lower.replace(i + 1, i + 3, text.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    return lower.toString();
  }
}
