package dev.leat.sdk.http.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/http.md} shows code that compiles, and does what it says. */
class RecipesTest {

  private static final Path PAGE = Path.of("../docs/http.md");
  private static final Path HERE = Path.of("src/test/java/dev/leat/sdk/http/recipes");

  @ParameterizedTest
  @ValueSource(strings = {"HmacAuth", "SigV4Auth"})
  void theRecipesOfThePageAreThese(String recipe) throws Exception {
    String source = Files.readString(HERE.resolve(recipe + ".java"));
    String whole = source.substring(source.indexOf("/**"));
    assertThat(block("recipe " + recipe)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"credentials", "answers", "pace", "forms", "exports"})
  void theSnippetsOfThePageAreThese(String name) throws Exception {
    String source = Files.readString(HERE.resolve("Sources.java"));
    Matcher marked =
        Pattern.compile("// <" + name + ">\n(.*?) *// </" + name + ">", Pattern.DOTALL)
            .matcher(source);
    assertThat(marked.find()).isTrue();
    assertThat(block("snippet " + name))
        .isEqualTo(marked.group(1).stripTrailing().stripIndent() + "\n");
  }

  @Test
  void aSharedSecretSignsWhatGoesOut() throws Exception {
    Transport.Outgoing sent =
        sent(new HmacAuth("id", "hush"), Request.get("/users").query("a", "b c"));
    // printf 'GET\n<address>\n1440938160\n' | openssl dgst -sha256 -hmac hush
    assertThat(sent.header("X-Signature"))
        .contains("30c95513ea3f5c57a274a2e497c3855b6f81664a0635bd29be6f97daec168499");
  }

  /** The example "get-vanilla" of the signature's own test suite. */
  @Test
  void theSignatureOfAwsIsThatOfItsOwnExample() throws Exception {
    Auth auth =
        new SigV4Auth(
            "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");
    assertThat(sent(auth, Request.get("")).header("Authorization"))
        .contains(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date,"
                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  }

  private static Transport.Outgoing sent(Auth auth, Request request) throws Exception {
    List<Transport.Outgoing> sent = new ArrayList<>();
    Transport network =
        outgoing -> {
          sent.add(outgoing);
          return Exchange.json(200, "{}");
        };
    Clock clock = Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC);
    Http.of(network, clock, time -> {}, () -> 0L)
        .at(URI.create("https://example.amazonaws.com"))
        .auth(auth)
        .fetch(request);
    return sent.get(0);
  }

  private static String block(String name) throws Exception {
    Matcher block =
        Pattern.compile("<!-- " + name + " -->\n```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(name).isTrue();
    return block.group(1);
  }
}
