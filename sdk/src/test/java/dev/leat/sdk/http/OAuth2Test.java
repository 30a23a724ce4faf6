package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.auth.OAuth2;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OAuth2Test {

  private static final URI TOKENS = URI.create("https://login.test/token");
  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api = network.source("https://api.test");

  @Test
  void asksForATokenOnceAndKeepsIt() throws Exception {
    OAuth2 client =
        OAuth2.clientCredentials(TOKENS, "id", "s&cret")
            .scope("read all")
            .parameter("audience", "x");
    network
        .answers(200, "{\"access_token\":\"acc1\",\"expires_in\":3600}")
        .answers(200, "{}")
        .answers(200, "{}");
    api.auth(client).fetch(USERS);
    api.auth(client).fetch(USERS);
    assertThat(network.addresses())
        .containsExactly(TOKENS.toString(), "https://api.test/users", "https://api.test/users");
    assertThat(form(0).split("&"))
        .containsExactlyInAnyOrder(
            "grant_type=client_credentials",
            "client_id=id",
            "client_secret=s%26cret",
            "scope=read+all",
            "audience=x");
    assertThat(network.sent().get(0).header("Content-Type"))
        .contains("application/x-www-form-urlencoded");
    assertThat(authorization(2)).isEqualTo("Bearer acc1");
  }

  @Test
  void provesItselfByBasicAuthenticationOnRequest() throws Exception {
    network.answers(200, "{\"access_token\":\"acc1\"}").answers(200, "{}");
    api.auth(OAuth2.clientCredentials(TOKENS, "id", "hush").clientProof(OAuth2.ClientProof.BASIC))
        .fetch(USERS);
    assertThat(form(0)).isEqualTo("grant_type=client_credentials");
    assertThat(authorization(0)).isEqualTo("Basic aWQ6aHVzaA==");
  }

  @Test
  void renewsATokenBeforeItExpires() throws Exception {
    OAuth2 client = OAuth2.clientCredentials(TOKENS, "id", "hush");
    network
        .answers(200, "{\"access_token\":\"acc1\",\"expires_in\":\"3600\"}")
        .answers(200, "{}")
        .answers(200, "{}")
        .answers(200, "{\"access_token\":\"acc2\",\"expires_in\":100}")
        .answers(200, "{}")
        .answers(200, "{\"access_token\":\"acc3\"}")
        .answers(200, "{}");
    api.auth(client).fetch(USERS);
    network.time.advance(Duration.ofSeconds(3539));
    api.auth(client).fetch(USERS);
    assertThat(authorization(2)).isEqualTo("Bearer acc1");
    network.time.advance(Duration.ofSeconds(1));
    api.auth(client).fetch(USERS);
    assertThat(authorization(4)).isEqualTo("Bearer acc2");
    network.time.advance(Duration.ofSeconds(90));
    api.auth(client).fetch(USERS);
    assertThat(authorization(6)).isEqualTo("Bearer acc3");
  }

  @Test
  void renewsOnceAfterA401AndThenSaysWhatToFix() throws Exception {
    OAuth2 client = OAuth2.clientCredentials(TOKENS, "id", "hush");
    network
        .answers(200, "{\"access_token\":\"acc1\"}")
        .answers(401, "{}")
        .answers(200, "{\"access_token\":\"acc2\"}")
        .answers(200, "{}");
    assertThat(api.auth(client).fetch(USERS).retries()).isEqualTo(1);
    assertThat(authorization(3)).isEqualTo("Bearer acc2");
    assertThat(network.time.sleeps()).isEmpty();

    network.answers(401, "{}").answers(200, "{\"access_token\":\"acc3\"}").answers(401, "{}");
    assertThatThrownBy(() -> api.auth(client).fetch(USERS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "GET /users answered 401: check the OAuth client ID, client secret or scopes: it is"
                + " missing, wrong or expired");
    assertThat(network.sent()).hasSize(7);
  }

  @Test
  void handsARotatedRefreshTokenOverBeforeItsAccessTokenIsUsed() throws Exception {
    List<String> events = new ArrayList<>();
    OAuth2 client =
        OAuth2.refreshToken(TOKENS, "id", "hush", "R1")
            .onRotation(token -> events.add(token + " after " + network.sent().size()));
    network
        .answers(200, "{\"access_token\":\"acc1\",\"refresh_token\":\"R2\",\"expires_in\":100}")
        .answers(200, "{}")
        .answers(200, "{\"access_token\":\"acc2\",\"expires_in\":100}")
        .answers(200, "{}");
    api.auth(client).fetch(USERS);
    assertThat(events).containsExactly("R2 after 1");
    network.time.advance(Duration.ofSeconds(90));
    api.auth(client).fetch(USERS);
    assertThat(form(0)).contains("refresh_token=R1");
    assertThat(form(2)).contains("refresh_token=R2");
    assertThat(events).as("not rotated again").hasSize(1);
  }

  @Test
  void losesNoRotationWhenTheListenerFails() throws Exception {
    List<String> stored = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    OAuth2 client =
        OAuth2.refreshToken(TOKENS, "id", "hush", "R1")
            .onRotation(
                token -> {
                  if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("disk full");
                  }
                  stored.add(token);
                });
    network.answers(200, "{\"access_token\":\"acc1\",\"refresh_token\":\"R2\"}").answers(200, "{}");
    assertThatThrownBy(() -> api.auth(client).fetch(USERS)).hasMessage("disk full");
    assertThat(network.sent()).as("the access token is not used").hasSize(1);
    api.auth(client).fetch(USERS);
    assertThat(stored).containsExactly("R2");
    assertThat(network.sent()).hasSize(2);
  }

  @Test
  void saysToAuthoriseAgainWhenTheRefreshTokenIsRefusedAndDoesNotAskTwice() {
    OAuth2 client = OAuth2.refreshToken(TOKENS, "id", "hush", "R1");
    network.answers(400, "{\"error\":\"invalid_grant\",\"error_description\":\"R1 is revoked\"}");
    for (int each = 0; each < 2; each++) {
      assertThatThrownBy(() -> api.auth(client).fetch(USERS))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "POST https://login.test/token answered 400 (*** is revoked): authorise again and set"
                  + " the new refresh token, or check the client ID and secret");
    }
    assertThat(network.sent()).hasSize(1);
  }

  @Test
  void waitsForATokenEndpointThatIsDown() throws Exception {
    OAuth2 client = OAuth2.clientCredentials(TOKENS, "id", "hush");
    network.answers(503, "{}").answers(200, "{\"access_token\":\"acc1\"}").answers(200, "{}");
    api.auth(client).fetch(USERS);
    assertThat(network.time.sleeps()).hasSize(1);

    OAuth2 other = OAuth2.clientCredentials(TOKENS, "id", "hush");
    network.answers(503, "{}");
    assertThatThrownBy(() -> api.auth(other).retry(RetryPolicy.never()).fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("POST https://login.test/token answered 503");
  }

  @Test
  void showsNothingOfATokenAnswerThatIsBrokenAndFollowsNoRedirect() {
    OAuth2 client = OAuth2.clientCredentials(TOKENS, "id", "hush");
    network.answers(200, "{\"access_token\":\"canary").redirects(307, "https://login.test/b");
    HttpSource once = api.auth(client).retry(RetryPolicy.never());
    assertThatThrownBy(() -> once.fetch(USERS))
        .hasMessage(
            "POST https://login.test/token answered 200 with something that is not JSON: is this"
                + " the token endpoint?")
        .hasNoCause();
    OAuth2 other = OAuth2.clientCredentials(TOKENS, "id", "hush");
    assertThatThrownBy(() -> once.auth(other).fetch(USERS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must not redirect");
    assertThat(network.sent()).hasSize(2);
  }

  @Test
  @Timeout(30)
  void renewsOnceHoweverManyThreadsWait() throws Exception {
    int threads = 8;
    AtomicInteger tokens = new AtomicInteger();
    AtomicInteger rejected = new AtomicInteger();
    CountDownLatch allRejected = new CountDownLatch(threads);
    Transport shared =
        outgoing -> {
          if (outgoing.address().equals(TOKENS)) {
            return Exchange.json(200, "{\"access_token\":\"T" + tokens.incrementAndGet() + "\"}");
          }
          if (outgoing.header("Authorization").orElseThrow().equals("Bearer T1")) {
            rejected.incrementAndGet();
            allRejected.countDown();
            allRejected.await();
            return Exchange.json(401, "{}");
          }
          return Exchange.json(200, "{}");
        };
    VirtualTime time = new VirtualTime();
    HttpSource source =
        Http.of(shared, time, time, () -> 0L)
            .at(URI.create("https://api.test"))
            .auth(OAuth2.clientCredentials(TOKENS, "id", "hush"));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> all = new ArrayList<>();
    for (int each = 0; each < threads; each++) {
      all.add(pool.submit(() -> source.fetch(USERS)));
    }
    for (Future<?> each : all) {
      each.get(20, TimeUnit.SECONDS);
    }
    pool.shutdownNow();
    assertThat(rejected).hasValue(threads);
    assertThat(tokens).as("one at the start, one after the 401s").hasValue(2);
  }

  private String form(int request) {
    return new String(network.sent().get(request).body().orElseThrow(), StandardCharsets.UTF_8);
  }

  private String authorization(int request) {
    return network.sent().get(request).header("Authorization").orElseThrow();
  }
}
