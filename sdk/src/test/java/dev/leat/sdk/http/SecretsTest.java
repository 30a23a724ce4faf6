package dev.leat.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.leat.sdk.http.auth.OAuth2;
import dev.leat.sdk.http.transport.CutBodyException;
import dev.leat.sdk.http.transport.Exchange;
import dev.leat.sdk.http.transport.Transport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A source that echoes every secret it gets, wherever it can: nothing of it may come through. */
class SecretsTest {

  private static final String CANARY = "canary/7f3a+\"é 1";

  /** Pieces of the secrets below, plain and in base64. */
  private static final List<String> LEAKS = List.of("7f3a", "canary", "Y2FuYXJ5", "am9lOm");

  private static final String PLAIN = "canary-7f3a";
  private static final Request USERS =
      Request.get("/users").query("token", "query-7f3a").header("Cookie", "sid=cookie-7f3a");

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.leat");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Level before = log.getLevel();

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.TRACE);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(before);
  }

  static Stream<Auth> credentials() {
    URI tokens = URI.create("https://api.test/token");
    return Stream.of(
        Auth.none(),
        Auth.bearer(PLAIN),
        Auth.apiKey(Slot.header("X-API-Key"), PLAIN),
        Auth.apiKey(Slot.query("k"), PLAIN),
        Auth.apiKey(Slot.query("k"), CANARY),
        Auth.basic("joe", CANARY),
        OAuth2.clientCredentials(tokens, "id", CANARY),
        OAuth2.refreshToken(tokens, "id", PLAIN, CANARY),
        OAuth2.refreshToken(tokens, "id", CANARY, PLAIN).clientProof(OAuth2.ClientProof.BASIC));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void noSecretInAnyFailureLogLineOrText(Auth auth) {
    StringBuilder seen = new StringBuilder();
    for (int status : new int[] {200, 201, 302, 400, 401, 403, 404, 422, 429, 500, 501, -1, -2}) {
      VirtualTime time = new VirtualTime();
      HttpSource source =
          Http.of(new Echo(status), time, time, () -> 0L)
              .at(URI.create("https://api.test"))
              .allowing(URI.create("https://evil.test"))
              .auth(auth);
      Throwable failure = catchThrowable(() -> source.fetch(USERS));
      StringWriter trace = new StringWriter();
      if (failure != null) {
        failure.printStackTrace(new PrintWriter(trace, true));
      }
      seen.append(trace).append(source).append(auth).append(USERS).append('\n');
    }
    lines.list.forEach(event -> seen.append(event.getFormattedMessage()).append('\n'));
    assertThat(lines.list).isNotEmpty();
    assertThat(seen.toString()).contains("answered 40");
    assertThat(
            seen.toString()
                .lines()
                .filter(line -> LEAKS.stream().anyMatch(line::contains))
                .toList())
        .isEmpty();
  }

  @Test
  void noHalfOfASecretStaysWhereATextIsCut() {
    String secret = "7f3a-".repeat(8);
    for (int before = 0; before < 210; before++) {
      String text = "x".repeat(before) + secret;
      Script network =
          new Script()
              .answers(400, "{\"message\":\"" + text + "\"}")
              .answers(200, "\"" + text)
              .fails(new IOException(text))
              .fails(new CutBodyException(text, new IOException("short")));
      HttpSource source =
          network.source("https://api.test").auth(Auth.bearer(secret)).retry(RetryPolicy.never());
      for (int each = 0; each < 4; each++) {
        Throwable failure = catchThrowable(() -> source.fetch(Request.get("").query("q", text)));
        assertThat(failure).hasMessageNotContaining("7f3a");
      }
    }
  }

  @Test
  void saysInTheLogWhatItWaitsFor() throws Exception {
    Script network =
        new Script()
            .answers(Exchange.json(429, "{}").with("Retry-After", "60"))
            .answers(500, "{}")
            .answers(200, "{}");
    network.source("http://api.test").fetch(Request.get("/users"));
    assertThat(lines.list)
        .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
        .containsExactly(
            "DEBUG GET /users answered 429, 2 bytes in 0 ms",
            "WARN waiting 60 s: GET /users answered 429, Retry-After 60",
            "DEBUG GET /users answered 500, 2 bytes in 0 ms",
            "WARN GET /users answered 500: asking again in 1 s, attempt 3 of 5",
            "DEBUG GET /users answered 200, 2 bytes in 0 ms");
  }

  @Test
  void writesOneLogLineWhateverAServerSays() throws Exception {
    Script network =
        new Script()
            .answers(503, "{\"message\":\"a\\r\\nINFO all is well\"}")
            .answers(503, "{}")
            .answers(503, "{}")
            .answers(200, "{}");
    network.source("http://api.test").fetch(Request.get("/a\nb"));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("\n") || line.contains("\r"));
  }

  /** Grants tokens, and answers everything else with all that it was sent. */
  private static final class Echo implements Transport {

    private final int status;

    Echo(int status) {
      this.status = status;
    }

    @Override
    public Exchange send(Outgoing outgoing) throws IOException {
      String sent =
          outgoing.address()
              + " "
              + outgoing.address().getQuery()
              + " "
              + outgoing.headers()
              + " "
              + new String(outgoing.body().orElse(new byte[0]), StandardCharsets.UTF_8);
      if (outgoing.method().equals("POST") && status != 400) {
        return Exchange.json(
            200, "{\"access_token\":\"access-7f3a\",\"refresh_token\":\"rotated-7f3a\"}");
      }
      if (status == -1) {
        throw new IOException("reset while sending " + sent);
      }
      String quoted = sent.replace("\"", "\\\"");
      return switch (status) {
        case 200 -> Exchange.json(200, sent);
        case 201 -> Exchange.json(201, "{\"a\":\"" + quoted);
        case -2 -> Script.bytes(200, "text/html", Script.utf8("<p>" + sent));
        case 302 ->
            new Exchange(
                302,
                Map.of("Location", List.of("https://evil.test/?x=" + sent.replace(' ', '/'))),
                new byte[0]);
        default -> Exchange.json(status, "{\"message\":\"You sent " + quoted + "\"}");
      };
    }
  }
}
