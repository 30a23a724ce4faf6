package dev.leat.sdk.http;

import static dev.leat.sdk.http.Script.bytes;
import static dev.leat.sdk.http.Script.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.sdk.error.ConfigurationException;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.HttpLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

  private static final Request USERS = Request.get("/users");

  private final Script network = new Script();
  private final HttpSource api = network.source("http://api.test");

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520})
  void repeatsTheSameRequestAfterAStatusThatMayPass(int status) throws Exception {
    network.answers(status, "{}").answers(status, "{}").answers(200, "{\"data\":[]}");
    Answer page = api.fetch(Request.post("/users", Map.of("a", 1)).query("since", "x"));
    assertThat(page.retries()).isEqualTo(2);
    assertThat(network.addresses()).hasSize(3).containsOnly("http://api.test/users?since=x");
    assertThat(network.sent().get(2).body().orElseThrow()).isEqualTo(utf8("{\"a\":1}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 410, 422, 501, 505})
  void asksOnlyOnceAfterAStatusThatStays(int status) {
    network.answers(status, "{}");
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith("GET /users answered " + status)
        .cause()
        .isInstanceOfSatisfying(
            HttpStatusException.class, cause -> assertThat(cause.status()).isEqualTo(status));
    assertThat(network.sent()).hasSize(1);
  }

  @Test
  void saysWhoMustAct() {
    assertThat(failureOf(401)).isInstanceOf(ConfigurationException.class);
    assertThat(failureOf(403)).isInstanceOf(ConfigurationException.class);
    assertThat(failureOf(404)).isInstanceOf(ConfigurationException.class);
    assertThat(failureOf(410)).isInstanceOf(SourceDataException.class);
    assertThat(failureOf(422)).isInstanceOf(SourceDataException.class);
    assertThat(failureOf(501)).isInstanceOf(SourceUnavailableException.class);
    assertThat(failureOf(304)).isInstanceOf(SourceDataException.class);
  }

  @Test
  void doublesItsDelayAndLeavesHalfOfItToChance() throws Exception {
    IntStream.range(0, 7).forEach(each -> network.answers(500, "{}"));
    network.answers(200, "{}");
    Answer page = api.retry(RetryPolicy.transientErrors().attempts(8)).fetch(USERS);
    // Chance draws its lowest number here, so each delay is half of 1, 2, 4 ... 60 s.
    assertThat(network.time.sleeps())
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L);
    assertThat(page.waited()).isEqualTo(Duration.ofMillis(61_500));

    Backoff backoff = RetryPolicy.transientErrors().backoff();
    Backoff.Failed third = new Backoff.Failed(3, Optional.empty(), Instant.EPOCH, () -> -1L);
    assertThat(backoff.after(third).orElseThrow().length())
        .isBetween(Duration.ofMillis(3_999), Duration.ofMillis(4_000));
  }

  @Test
  void givesUpAfterTheLastAttemptAndTellsWhatItTried() {
    IntStream.range(0, 5).forEach(each -> network.answers(503, "{\"message\":\"try\\nlater\"}"));
    assertThatThrownBy(() -> api.fetch(USERS.query("since", "5")))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessage(
            "GET /users?since=5 answered 503 (try later), 5 attempts in 8 s: wait for the source;"
                + " the next sync resumes")
        .hasCauseInstanceOf(HttpStatusException.class);
    assertThat(network.sent()).hasSize(5);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "connection refused, 2 attempts"),
        Arguments.of(new UnknownHostException("api.test"), "unknown host, 2 attempts"),
        Arguments.of(new SocketException("Connection reset"), "the connection broke (Connection"),
        Arguments.of(new InterruptedIOException("timeout"), "no whole answer within 5 min"),
        Arguments.of(new SocketTimeoutException("Connect timed out"), "no connection within 10 s"),
        Arguments.of(new SocketTimeoutException("Read timed out"), "no byte within 60 s"),
        Arguments.of(new SSLHandshakeException("handshake_failure"), "TLS failed (handshake"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void repeatsAfterAConnectionFaultAndNamesIt(IOException fault, String said) throws Exception {
    network.fails(fault).answers(200, "{}");
    assertThat(api.fetch(USERS).retries()).isEqualTo(1);

    network.failsAfter(Duration.ofSeconds(30), fault).fails(fault);
    assertThatThrownBy(() -> api.retry(RetryPolicy.transientErrors().attempts(2)).fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("GET http://api.test/users: " + said)
        .hasMessageContaining("2 attempts in 31 s: ")
        .hasCause(fault);
  }

  @Test
  void doesNotRepeatWhenACertificateIsNotTrusted() {
    IOException fault = new SSLHandshakeException("PKIX");
    fault.initCause(new CertificateException("unable to find valid certification path"));
    network.fails(fault);
    assertThatThrownBy(() -> api.fetch(USERS))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith(
            "GET http://api.test/users: its TLS certificate is not trusted: is the host name right"
                + " in the address http://api.test/? ");
  }

  static Stream<Arguments> brokenPages() throws IOException {
    byte[] packed = gzip("{\"data\":[1,2,3]}");
    Exchange cutGzip = bytes(200, "application/json", Arrays.copyOf(packed, packed.length - 9));
    return Stream.of(
        Arguments.of(Exchange.json(200, "{\"data\":[{\"id\":1},{\"i"), "starts with \"{\"data\":"),
        Arguments.of(Exchange.json(200, "oops"), "starts with \"oops\""),
        Arguments.of(Exchange.json(200, ""), "empty"),
        Arguments.of(Exchange.json(200, "{}{}"), "more than one JSON document"),
        Arguments.of(
            bytes(200, "application/json", new byte[] {'"', (byte) 0xC3, '"'}), "not UTF-8"),
        Arguments.of(
            bytes(200, "application/json", "{}".getBytes(StandardCharsets.UTF_16)), "not UTF-8"),
        Arguments.of(cutGzip.with("Content-Encoding", "gzip"), "gzip is cut or broken"),
        Arguments.of(
            Exchange.json(200, "{}").with("Content-Encoding", "gzip"), "gzip is cut or broken"));
  }

  @ParameterizedTest
  @MethodSource("brokenPages")
  void repeatsABrokenPageAndNeverReturnsIt(Exchange broken, String said) throws Exception {
    network.answers(broken).answers(200, "{\"data\":[{\"id\":1}]}");
    assertThat(api.fetch(USERS).page().rows("/data")).hasSize(1);

    network.answers(broken).answers(broken);
    assertThatThrownBy(() -> api.retry(RetryPolicy.transientErrors().attempts(2)).fetch(USERS))
        .isInstanceOf(SourceDataException.class)
        .hasMessageStartingWith(
            "GET /users answered 200 with a broken page, 2 attempts in 500 ms: ")
        .hasMessageContaining(said);
  }

  @Test
  void refusesAWebPageAtOnce() {
    network
        .answers(bytes(200, "text/html; charset=utf-8", utf8("{}")))
        .answers(bytes(200, "application/json", utf8(" \n<!DOCTYPE html><p>Log in")));
    for (int each = 0; each < 2; each++) {
      assertThatThrownBy(() -> api.fetch(USERS))
          .isInstanceOf(SourceDataException.class)
          .hasMessage(
              "GET /users answered HTML, not JSON: is the address http://api.test/ that of the"
                  + " API?");
    }
  }

  @Test
  void refusesAPageBeyondTheLimitAtOnce() throws Exception {
    HttpSource small = api.limits(HttpLimits.defaults().bodyAtMost(1_000));
    network
        .answers(200, "[" + " ".repeat(998) + "]")
        .answers(200, "[" + " ".repeat(999) + "]")
        .answers(
            bytes(200, "application/json", gzip(" ".repeat(5_000_000)))
                .with("Content-Encoding", "gzip"))
        .answers(Exchange.json(200, "{}").with("Content-Encoding", "br"));
    assertThat(small.fetch(USERS).page().size()).isEqualTo(1_000);
    for (String said :
        new String[] {
          "is larger than 1000 bytes: ask for smaller pages",
          "is larger than 1000 bytes",
          "is compressed as br"
        }) {
      assertThatThrownBy(() -> small.fetch(USERS))
          .isInstanceOf(SourceDataException.class)
          .hasMessageStartingWith("GET /users answered 200 with a page that ")
          .hasMessageContaining(said);
    }
  }

  @Test
  void unpacksGzip() throws Exception {
    network.answers(
        bytes(200, "application/json", gzip("{\"n\":7}")).with("Content-Encoding", "GZIP"));
    assertThat(api.fetch(USERS).page().wholeNumber("/n")).contains(7L);
    assertThat(network.sent().get(0).header("Accept-Encoding")).contains("gzip");
  }

  @Test
  void takesNoContentForAnEmptyPage() throws Exception {
    network.answers(204, "");
    assertThat(api.fetch(USERS).page().rows("")).isEmpty();
  }

  @Test
  void followsAPolicyOfOnesOwn() throws Exception {
    network.answers(500, "{}").answers(423, "{}").answers(200, "{}");
    assertThatThrownBy(() -> api.retry(RetryPolicy.never()).fetch(USERS))
        .hasMessage("GET /users answered 500: wait for the source; the next sync resumes");
    assertThat(api.retry(RetryPolicy.transientErrors().retryingOn(423)).fetch(USERS).retries())
        .isEqualTo(1);
  }

  private ConnectorException failureOf(int status) {
    network.answers(status, "{}");
    return catchThrowableOfType(ConnectorException.class, () -> api.fetch(USERS));
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    }
    return bytes.toByteArray();
  }
}
