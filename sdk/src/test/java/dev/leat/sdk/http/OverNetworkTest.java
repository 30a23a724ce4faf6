package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.decode.Decoders;
import dev.leat.sdk.http.transport.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same rules against real sockets. Waits between attempts take no time. */
@Timeout(30)
class OverNetworkTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final RetryPolicy TWICE = RetryPolicy.transientErrors().attempts(2);

  private final LocalServer server = new LocalServer();
  private final HttpSource api = server.source().retry(TWICE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAndReadsTheAnswer() throws Exception {
    server.answers(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .setHeader("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
            .addHeader("Link", "</a>; rel=prev")
            .addHeader("Link", "</b>; rel=next")
            .chunkedBody("{\"data\":[{\"id\":\"1\"}]}", 3));
    Request request =
        Request.post("users", Map.of("q", "é")).query("since", "2026-01-01 00:00+01:00");
    Answer page = api.auth(Auth.apiKey(Slot.header("X-API-Key"), "K")).fetch(request);
    assertThat(page.page().rows("/data")).hasSize(1);
    assertThat(page.serverTime()).contains(VirtualTime.START);
    assertThat(page.link("next")).isPresent();

    RecordedRequest got = server.server().takeRequest();
    assertThat(got.getTarget()).isEqualTo("/users?since=2026-01-01%2000%3A00%2B01%3A00");
    assertThat(got.getHeaders().get("X-API-Key")).isEqualTo("K");
    assertThat(got.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(got.getHeaders().get("User-Agent")).isEqualTo("leat");
    assertThat(got.getBody().utf8()).isEqualTo("{\"q\":\"é\"}");
  }

  @Test
  void readsLargeBodiesAndKeepsItsConnection() throws Exception {
    String large = "[" + "7,".repeat(500_000) + "7]";
    for (int each = 0; each < 3; each++) {
      server.answers(200, large);
      assertThat(api.fetch(Request.get("")).page().size()).isEqualTo(large.length());
    }
    for (int each = 0; each < 3; each++) {
      assertThat(server.server().takeRequest().getConnectionIndex()).isZero();
    }
  }

  @Test
  void takesGzipApartWithinTheLimit() throws Exception {
    server.answers(gzipped("{\"n\":7}")).answers(gzipped(" ".repeat(50_000_000)));
    assertThat(api.fetch(Request.get("")).page().wholeNumber("/n")).contains(7L);
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().bodyAtMost(1 << 20)).fetch(Request.get("")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("is larger than 1048576 bytes");
  }

  @Test
  void stopsReadingABodyThatIsTooLarge() {
    server.answers(200, "[" + " ".repeat(5_000_000) + "]");
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().bodyAtMost(100_000)).fetch(Request.get("")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageContaining("is larger than 100000 bytes: ask for smaller pages");
  }

  @Test
  void repeatsAnAnswerThatIsCutOrShorterThanAnnounced() throws Exception {
    MockResponse.Builder cut =
        json("{\"data\":[{\"id\":1}]}").onResponseBody(new SocketEffect.CloseSocket());
    MockResponse.Builder shorter =
        json("{\"data\":[{\"id\":1}")
            .setHeader("Content-Length", 20)
            .onResponseEnd(new SocketEffect.CloseSocket());
    server.answers(cut).answers(200, "{\"n\":1}").answers(shorter).answers(200, "{\"n\":2}");
    assertThat(api.fetch(Request.get("")).page().wholeNumber("/n")).contains(1L);
    assertThat(api.fetch(Request.get("")).page().wholeNumber("/n")).contains(2L);

    server.answers(shorter).answers(shorter);
    assertThatThrownBy(() -> api.fetch(Request.get("users")))
        .isInstanceOf(SourceDataException.class)
        .hasMessageStartingWith("GET " + server.address("/users") + ": the answer broke off")
        .hasMessageContaining("2 attempts in 500 ms")
        .hasMessageContaining("it starts with \"{\"data\":[{\"id\":1}\"");
  }

  @Test
  void repeatsAnAnswerWhoseAnnouncedLengthCutsIt() throws Exception {
    server.answers(json("{\"data\":[{\"id\":1}]}").setHeader("Content-Length", 5));
    for (int each = 0; each < 4; each++) {
      server.answers(200, "{\"n\":1}");
    }
    // The rest of the body may spoil the connection, so the second attempt may fail too.
    Answer page = api.retry(RetryPolicy.transientErrors()).fetch(Request.get(""));
    assertThat(page.page().wholeNumber("/n")).contains(1L);
    assertThat(page.retries()).isPositive();
  }

  @Test
  void repeatsAfterAConnectionThatClosesWithoutAnAnswer() throws Exception {
    server
        .answers(json("{}").onRequestStart(new SocketEffect.CloseSocket()))
        .answers(json("{}").onResponseStart(new SocketEffect.CloseSocket()));
    assertThatThrownBy(() -> api.fetch(Request.get("users")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining(": the connection broke (")
        .hasMessageContaining(", 2 attempts in 500 ms");
  }

  @Test
  void replacesAKeptConnectionThatTurnsOutToBeDeadWithoutAnAttemptOrAWait() throws Exception {
    server.answers(200, "{}").answers(json("{}").onResponseStart(new SocketEffect.CloseSocket()));
    HttpSource once = api.retry(RetryPolicy.never());
    once.fetch(Request.get(""));
    server.answers(200, "{\"n\":1}");
    Answer page = once.fetch(Request.get(""));
    assertThat(page.page().wholeNumber("/n")).contains(1L);
    assertThat(page.retries()).isZero();
    assertThat(page.waited()).isZero();
  }

  @Test
  void leavesRepetitionToItsOwnPolicyOnANewConnection() {
    server
        .answers(json("{}").onResponseStart(new SocketEffect.CloseSocket()))
        .answers(200, "{\"n\":1}");
    assertThatThrownBy(() -> api.retry(RetryPolicy.never()).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("the connection broke");
  }

  @Test
  void doesNotTakeASlowServerForADeadConnection() throws Exception {
    server.answers(200, "{}").answers(json("{}").onResponseStart(SocketEffect.Stall.INSTANCE));
    HttpSource once =
        api.retry(RetryPolicy.never()).limits(HttpLimits.defaults().idleAtMost(SHORT));
    once.fetch(Request.get(""));
    assertThatThrownBy(() -> once.fetch(Request.get("")))
        .hasMessageContaining("no byte within 200 ms");
    assertThat(server.server().getRequestCount()).isEqualTo(2);
  }

  @Test
  void whatIsSentOnceTakesAConnectionOfItsOwnAndIsNotSentTwice() throws Exception {
    server.answers(200, "{}").answers(json("{}").onResponseStart(new SocketEffect.CloseSocket()));
    api.fetch(Request.get(""));
    assertThatThrownBy(() -> api.fetch(Request.of("POST", "/jobs").once()))
        .hasMessageContaining("It is not sent again");
    assertThat(server.server().getRequestCount()).isEqualTo(2);
    assertThat(server.server().takeRequest().getConnectionIndex())
        .isNotEqualTo(server.server().takeRequest().getConnectionIndex());
  }

  @Test
  void givesUpOnASilentServer() {
    server
        .answers(json("{}").onRequestStart(SocketEffect.Stall.INSTANCE))
        .answers(json("{}").onResponseStart(SocketEffect.Stall.INSTANCE));
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().idleAtMost(SHORT)).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no byte within 200 ms, 2 attempts");
  }

  @Test
  void givesUpOnAServerThatFallsSilentWithinAnAnswer() {
    String large = "[" + "7,".repeat(500_000) + "7]";
    server
        .answers(json(large).onResponseBody(SocketEffect.Stall.INSTANCE))
        .answers(json(large).onResponseBody(SocketEffect.Stall.INSTANCE));
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().idleAtMost(SHORT)).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no byte within 200 ms, 2 attempts");
  }

  @Test
  void givesUpOnAServerThatNeverShakesHands() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      URI address = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/x");
      HttpSource once =
          LocalServer.over(address)
              .retry(RetryPolicy.never())
              .limits(HttpLimits.defaults().idleAtMost(SHORT));
      assertThatThrownBy(() -> once.fetch(Request.get("")))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageContaining("no byte within 200 ms");
    }
  }

  @Test
  void givesUpOnAServerThatDripsForever() {
    String drip = " ".repeat(1_000);
    server
        .answers(json(drip).throttleBody(1, 50, TimeUnit.MILLISECONDS))
        .answers(json(drip).throttleBody(1, 50, TimeUnit.MILLISECONDS));
    assertThatThrownBy(
            () -> api.limits(HttpLimits.defaults().callWithin(SHORT)).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("no whole answer within 200 ms, 2 attempts");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    URI address = URI.create("http://127.0.0.1:" + port + "/x");
    assertThatThrownBy(() -> LocalServer.over(address).fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessage(
            "GET "
                + address
                + ": connection refused, 5 attempts in 8 s: is the service up? Check the address "
                + address);
  }

  @Test
  void saysThatAHostIsUnknown() {
    assertThatThrownBy(
            () ->
                LocalServer.over(URI.create("http://no-such-host.invalid/x"))
                    .fetch(Request.get("")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("GET http://no-such-host.invalid/x: unknown host, 5 attempts");
  }

  @Test
  void saysThatAServerSpeaksNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket.getOutputStream().write(Script.utf8("HTTP/1.1 400 Bad Request\r\n\r\n"));
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      thread.start();
      URI address = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/x");
      assertThatThrownBy(
              () -> LocalServer.over(address).retry(RetryPolicy.never()).fetch(Request.get("")))
          .isInstanceOf(SourceUnavailableException.class)
          .hasMessageStartingWith("GET " + address + ": TLS failed (")
          .hasMessageEndingWith(
              "does the service speak https on this port? Check the address " + address);
      thread.join();
    }
  }

  @Test
  void followsNoRedirectByItselfAndKeepsNoCookie() throws Exception {
    try (LocalServer other = new LocalServer()) {
      server
          .answers(
              json("{}").code(302).setHeader("Set-Cookie", "a=b").setHeader("Location", "/second"))
          .answers(json("{}").code(302).setHeader("Location", other.address("/stolen").toString()));
      assertThatThrownBy(() -> api.auth(Auth.bearer("T")).fetch(Request.get("")))
          .hasMessageContaining("which is not the origin of the source");
      server.server().takeRequest();
      RecordedRequest second = server.server().takeRequest();
      assertThat(second.getTarget()).isEqualTo("/second");
      assertThat(second.getHeaders().get("Cookie")).isNull();
      assertThat(other.server().getRequestCount()).isZero();
    }
  }

  @Test
  void isInterruptedWhileTheServerIsSilent() throws Exception {
    server.answers(json("{}").onResponseStart(SocketEffect.Stall.INSTANCE));
    assertInterrupted(() -> api.fetch(Request.get("")));
  }

  @Test
  void readsALargeAnswerInPagesWhileItComes() throws Exception {
    String rows = "{\"id\":1,\"text\":\"" + "x".repeat(1_000) + "\"}\n";
    server.answers(gzipped(rows.repeat(20_000))).answers(200, "{}");
    List<Integer> sizes = new ArrayList<>();
    api.decoding(Decoders.jsonLines())
        .limits(HttpLimits.defaults().bodyAtMost(1 << 21))
        .fetchAll(Request.get(""), page -> sizes.add(page.page().rows("").size()));
    assertThat(sizes).hasSizeGreaterThan(10);
    assertThat(sizes.stream().mapToInt(each -> each).sum()).isEqualTo(20_000);
    // The connection is as good as new.
    api.fetch(Request.get(""));
    server.server().takeRequest();
    assertThat(server.server().takeRequest().getConnectionIndex()).isZero();
  }

  @Test
  void leavesALargeAnswerWhenNobodyWantsItAnyMore() throws Exception {
    server.answers(200, "[1,2,3]\n".repeat(2_000_000));
    assertThatThrownBy(
            () ->
                api.decoding(Decoders.jsonLines())
                    .fetchAll(
                        Request.get(""),
                        page -> {
                          throw new IllegalStateException("enough");
                        }))
        .hasMessage("enough");
    server.answers(200, "{}");
    assertThat(api.fetch(Request.get("")).retries()).isZero();
  }

  @Test
  void isInterruptedWhileALargeAnswerStalls() throws Exception {
    server.answers(json("[1]\n".repeat(500_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
    assertInterrupted(
        () -> {
          api.decoding(Decoders.jsonLines()).fetchAll(Request.get(""), page -> {});
          return null;
        });
  }

  @Test
  void theSharedClientWorks() throws Exception {
    server.answers(200, "{\"n\":1}");
    Answer page = Http.overNetwork().at(server.address("/x")).fetch(Request.get(""));
    assertThat(page.header("content-location")).contains(server.address("/x").toString());
    assertThat(page.waited()).isZero();
  }

  private void assertInterrupted(Callable<?> asking) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<?> task = new FutureTask<>(asking);
    Thread thread =
        new Thread(
            () -> {
              task.run();
              ended.countDown();
            });
    thread.start();
    server.server().takeRequest();
    thread.interrupt();
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
  }

  private static MockResponse.Builder json(String body) {
    return new MockResponse.Builder().setHeader("Content-Type", "application/json").body(body);
  }

  private static MockResponse.Builder gzipped(String text) throws IOException {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .setHeader("Content-Encoding", "gzip")
        .body(new Buffer().write(RetryTest.gzip(text)));
  }
}
