package dev.leat.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Http;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.RetryPolicy;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.auth.SessionToken;
import dev.leat.sdk.http.decode.Csv;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server against the HTTP layer that authors use, over real sockets. */
@Timeout(30)
class FakeServerTest {

  private final FakeServer server = FakeServer.start();
  private final HttpSource api =
      Http.overNetwork()
          .at(server.address("/v1"))
          .retry(RetryPolicy.transientErrors().delays(Duration.ofMillis(1), Duration.ofMillis(1)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersInOrderThenByTheHandlerAndRemembersWhatItWasAsked() throws Exception {
    server
        .handling(asked -> Reply.json(200, "{\"n\":\"" + asked.query("q").orElse("") + "\"}"))
        .answers(Reply.json(503, "{}"))
        .answers("{\"n\":1}");
    Request search = Request.post("/search", Map.of("a", "é")).query("q", "x y&z");
    assertThat(api.fetch(search).page().text("/n")).contains("1");
    assertThat(api.fetch(search).page().text("/n")).contains("x y&z");
    assertThat(server.asked())
        .hasSize(3)
        .allSatisfy(
            asked -> {
              assertThat(asked.method()).isEqualTo("POST");
              assertThat(asked.path()).isEqualTo("/v1/search");
              assertThat(asked.query()).isEqualTo(Map.of("q", "x y&z"));
              assertThat(asked.header("CONTENT-TYPE")).contains("application/json");
              assertThat(asked.body()).isEqualTo("{\"a\":\"é\"}");
            });
  }

  @Test
  void anUnexpectedRequestIs404() {
    assertThatThrownBy(() -> api.fetch(Request.get("/x")))
        .hasMessageStartingWith("GET /v1/x answered 404");
  }

  @Test
  void aConnectionThatIsClosedAfterEachAnswerCostsNoAttempt() throws Exception {
    server.handling(asked -> Reply.json(200, "{}").thenClosed());
    for (int each = 0; each < 20; each++) {
      Answer page = api.fetch(Request.get(""));
      assertThat(page.retries()).isZero();
      assertThat(page.waited()).isZero();
    }
    assertThat(server.asked()).hasSize(20);
  }

  @Test
  void anAnswerThatIsCutOrMissingIsAskedForAgain() throws Exception {
    server.answers(Reply.json(200, "{\"n\":12345678}").cut()).answers("{\"n\":1}");
    assertThat(api.fetch(Request.get("")).retries()).isEqualTo(1);
    server.handling(asked -> Reply.none());
    assertThatThrownBy(() -> api.fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("the connection broke")
        .hasMessageContaining("5 attempts");
  }

  @Test
  void packedAnswersAndOtherFormsAreRead() throws Exception {
    server
        .answers(Reply.json(200, "{\"n\":7}").gzipped())
        .answers(Reply.text(200, "text/csv", "id\n1\n2\n").gzipped());
    assertThat(api.fetch(Request.get("")).page().text("/n")).contains("7");
    List<Integer> sizes = new ArrayList<>();
    api.decoding(Csv.withHeader())
        .fetchAll(Request.get(""), page -> sizes.add(page.page().rows("").size()));
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void manyThreadsShareOneLogInAndOneSource() throws Exception {
    server.handling(
        asked -> {
          if (asked.path().endsWith("/login")) {
            return Reply.json(200, "{\"token\":\"T1\"}");
          }
          boolean known = asked.header("X-Token").equals(Optional.of("T1"));
          return known ? Reply.json(200, "{\"data\":[]}") : Reply.json(401, "{}");
        });
    Auth session =
        SessionToken.from(Request.post("/login", Map.of("user", "joe")), "/token")
            .in(Slot.header("X-Token"));
    HttpSource source = api.auth(session);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> all = new ArrayList<>();
      for (int each = 0; each < 100; each++) {
        Callable<Answer> fetch = () -> source.fetch(Request.get("/users"));
        all.add(threads.submit(fetch));
      }
      for (Future<Answer> each : all) {
        assertThat(each.get().page().rows("/data")).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.asked().stream().filter(asked -> asked.path().endsWith("/login"))).hasSize(1);
  }
}
