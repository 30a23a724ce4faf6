package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private final Playground playground =
      Playground.start(PlaygroundOptions.defaults().withRows(100).withPageCap(10));
  private final Client client = new Client(playground);
  private final Faults faults = playground.faults();

  @AfterEach
  void close() {
    playground.close();
  }

  @Test
  void theNextRequestsAreHitAndNoMore() {
    faults.add(new Fault.ServerError(503), Occasion.next(2));
    faults.add(Fault.rateLimited(), Occasion.next(1));
    assertThat(statuses(5)).containsExactly(503, 503, 429, 200, 200);
  }

  @Test
  void aRequestIsHitByItsNumber() {
    faults.add(new Fault.ServerError(500), Occasion.request(2));
    faults.add(new Fault.Unauthorized(), Occasion.request(4));
    assertThat(statuses(5)).containsExactly(200, 500, 200, 401, 200);
  }

  @Test
  void chanceHitsTheSameRequestsForTheSameSeed() {
    faults.add(new Fault.ServerError(500), Occasion.chance(0.5, 42));
    List<Integer> first = statuses(40);
    faults.clear();
    faults.add(new Fault.ServerError(500), Occasion.chance(0.5, 42));
    assertThat(statuses(40)).isEqualTo(first).contains(200, 500);
  }

  @Test
  void aFaultOfOneEndpointSparesTheOthers() {
    faults.add(Endpoint.REPLAY, new Fault.ServerError(500), Occasion.always());
    assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(200);
    assertThat(client.get(Endpoint.REPLAY).statusCode()).isEqualTo(500);
  }

  @Test
  void retryAfterIsAbsentOrSecondsOrADate() {
    faults.add(Fault.rateLimited(), Occasion.next(1));
    faults.add(Fault.rateLimitedFor(Duration.ofMinutes(2)), Occasion.next(1));
    faults.add(Fault.rateLimitedUntil(Instant.parse("2026-03-01T12:00:00Z")), Occasion.next(1));
    assertThat(retryAfter()).isEmpty();
    assertThat(retryAfter()).contains("120");
    assertThat(retryAfter()).contains("Sun, 1 Mar 2026 12:00:00 GMT");
  }

  @Test
  void aCutConnectionOwesHalfOfTheBody() {
    faults.add(new Fault.CutConnection(), Occasion.next(1));
    assertThatThrownBy(() -> client.get(Endpoint.KEYSET)).isInstanceOf(UncheckedIOException.class);
    assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(200);
  }

  @Test
  void truncatedJsonArrivesWholeWithStatus200() {
    faults.add(new Fault.TruncatedJson(), Occasion.next(1));
    HttpResponse<byte[]> truncated = client.get(Endpoint.KEYSET);
    assertThat(truncated.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> Client.json(truncated)).isInstanceOf(UncheckedIOException.class);
    assertThat(truncated.body()).hasSize(client.get(Endpoint.KEYSET).body().length / 2);
  }

  @Test
  void anHtmlPageComesWithStatus200() {
    faults.add(new Fault.HtmlPage(), Occasion.next(1));
    HttpResponse<byte[]> page = client.get(Endpoint.KEYSET);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void anErrorDocumentComesWithStatus200AndNullForTheRows() {
    faults.add(new Fault.ErrorDocument(), Occasion.next(1));
    HttpResponse<byte[]> page = client.get(Endpoint.KEYSET);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("\"data\":null", "\"errors\":[{");
  }

  @Test
  void anEmptyBodyComesWithStatus200() {
    faults.add(new Fault.EmptyBody(), Occasion.next(1));
    HttpResponse<byte[]> page = client.get(Endpoint.KEYSET);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEmpty();
  }

  @Test
  void invalidUtf8IsNoText() {
    faults.add(new Fault.InvalidUtf8(), Occasion.next(1));
    byte[] body = client.get(Endpoint.KEYSET).body();
    assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void aSlowAnswerIsTheRightAnswer() {
    faults.add(new Fault.Slow(Duration.ofMillis(50)), Occasion.next(1));
    long start = System.nanoTime();
    assertThat(client.page(Endpoint.KEYSET).ids()).isEqualTo(Ids.between(1, 10));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
  }

  @Test
  void aRepeatedTokenIsTheOneThatAsked() {
    String token = client.page(Endpoint.KEYSET).text("scroll_param").orElseThrow();
    faults.add(new Fault.RepeatedToken(), Occasion.always());
    assertThat(client.page(Endpoint.KEYSET, "scroll_param", token).text("scroll_param"))
        .contains(token);
  }

  @Test
  void aTokenCycleAlternatesBetweenTwoTokens() {
    faults.add(new Fault.TokenCycle(), Occasion.always());
    List<String> tokens = new ArrayList<>();
    tokens.add(client.page(Endpoint.KEYSET).text("scroll_param").orElseThrow());
    for (int page = 0; page < 5; page++) {
      String last = tokens.get(tokens.size() - 1);
      tokens.add(
          client.page(Endpoint.KEYSET, "scroll_param", last).text("scroll_param").orElseThrow());
    }
    String a = tokens.get(0);
    String b = tokens.get(1);
    assertThat(a).isNotEqualTo(b);
    assertThat(tokens).containsExactly(a, b, a, b, a, b);
  }

  @Test
  void aNullCursorIsInTheLastRowOfThePage() {
    faults.add(new Fault.NullCursor(), Occasion.next(1));
    Client.Page page = client.page(Endpoint.TIMESTAMP);
    assertThat(page.body().at("/data/9/updatedAt").isNull()).isTrue();
    assertThat(page.body().at("/data/8/updatedAt").isTextual()).isTrue();
  }

  @Test
  void aFrozenPageComesWhateverIsAskedFor() {
    faults.add(new Fault.FrozenPage(), Occasion.always());
    List<String> first = client.page(Endpoint.OFFSET, "offset", "10").ids();
    assertThat(client.page(Endpoint.OFFSET, "offset", "40").ids()).isEqualTo(first);
  }

  @Test
  void redirectsLeadElsewhereOrInALoop() {
    faults.add(new Fault.Redirect(URI.create("http://example.invalid/steal")), Occasion.next(1));
    faults.add(new Fault.RedirectLoop(), Occasion.next(1));
    HttpResponse<byte[]> elsewhere = client.get(Endpoint.KEYSET);
    assertThat(elsewhere.statusCode()).isEqualTo(302);
    assertThat(elsewhere.headers().firstValue("Location")).contains("http://example.invalid/steal");
    HttpResponse<byte[]> loop = client.get(Endpoint.KEYSET, "updated_since", NaiveLoops.BEGINNING);
    assertThat(loop.headers().firstValue("Location"))
        .contains("/pagination/keyset?updated_since=0001-01-01T00%3A00%3A00Z");
  }

  @Test
  void theLogTellsWhichFaultARequestMet() {
    faults.add(new Fault.EmptyBody(), Occasion.request(2));
    statuses(2);
    assertThat(playground.requests().to(Endpoint.KEYSET))
        .extracting(ReceivedRequest::fault)
        .containsExactly(Optional.empty(), Optional.of(new Fault.EmptyBody()));
  }

  @Test
  void anEchoRepeatsAllItWasAskedWith() {
    faults.add(new Fault.Echo(403), Occasion.next(1));
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(
                    client.uri(Endpoint.KEYSET, "updated_since", "2026-01-01T00:00:00Z"))
                .header("X-Key", "hush"));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Client.json(response).path("message").textValue())
        .contains("2026-01-01", "X-key=[hush]");
  }

  @Test
  void aServerErrorMayTellWhenToComeBack() {
    faults.refuseOnce(503, Duration.ofMinutes(1));
    faults.refuseOnce(429, Duration.ZERO);
    assertThat(retryAfter()).contains("60");
    assertThat(retryAfter()).contains("0");
    assertThat(statuses(1)).containsExactly(200);
  }

  @Test
  void aDroppedConnectionHasNoStatus() {
    // For good, since this client asks again by itself.
    faults.add(new Fault.DroppedConnection(), Occasion.always());
    assertThatThrownBy(() -> client.get(Endpoint.KEYSET)).isInstanceOf(UncheckedIOException.class);
    assertThat(playground.requests().count(Endpoint.KEYSET)).isPositive();
  }

  @Test
  void aSilentServerAnswersNothing() {
    faults.add(new Fault.Silence(), Occasion.next(1));
    HttpRequest.Builder request = HttpRequest.newBuilder(client.uri(Endpoint.KEYSET));
    assertThatThrownBy(() -> client.send(request, Duration.ofMillis(100)))
        .hasCauseInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aBodyThatDripsIsTheRightOne() {
    faults.add(new Fault.Drip(Duration.ofNanos(1)), Occasion.next(1));
    assertThat(client.page(Endpoint.KEYSET).ids()).isEqualTo(Ids.between(1, 10));
  }

  @Test
  void anEndlessBodyGoesOnUntilTheClientLeaves() throws IOException {
    faults.add(new Fault.EndlessBody(), Occasion.next(1));
    try (InputStream body = client.uri(Endpoint.KEYSET).toURL().openStream()) {
      assertThat(new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8)).isBlank();
    }
  }

  @Test
  void aGzipBombIsAThousandTimesSmallerOnTheWire() throws IOException {
    faults.add(new Fault.GzipBomb(), Occasion.next(1));
    try (InputStream body = client.uri(Endpoint.KEYSET).toURL().openStream()) {
      byte[] wire = body.readNBytes(10_000);
      try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(wire))) {
        assertThat(plain.readNBytes(5_000_000)).hasSize(5_000_000).startsWith(' ', ' ');
      }
    }
  }

  @Test
  void anOddEncodingHoldsTheSamePage() {
    byte[] honest = odd().body();
    faults.add(new Fault.Encoded(OddEncoding.UTF_16), Occasion.next(1));
    faults.add(new Fault.Encoded(OddEncoding.BYTE_ORDER_MARK), Occasion.next(1));
    faults.add(new Fault.Encoded(OddEncoding.WRONG_TYPE), Occasion.next(1));
    faults.add(new Fault.Encoded(OddEncoding.UNASKED_COMPRESSION), Occasion.next(1));
    String text = new String(honest, StandardCharsets.UTF_8);
    assertThat(odd().body()).asString(StandardCharsets.UTF_16).isEqualTo(text);
    assertThat(odd().body()).asString(StandardCharsets.UTF_8).isEqualTo("\uFEFF" + text);
    assertThat(odd().headers().firstValue("Content-Type")).contains("image/png");
    assertThat(odd().headers().firstValue("Content-Encoding")).contains("br");
  }

  @Test
  void latin1IsNoUtf8WhereThereAreAccents() {
    client.call("PATCH", "/control/people/1", "{\"name\":\"Ren\u00e9e\"}");
    faults.add(new Fault.Encoded(OddEncoding.LATIN_1), Occasion.next(1));
    assertThat(client.get(Endpoint.STEP, "start_id", "1", "end_id", "1").body())
        .asString(StandardCharsets.ISO_8859_1)
        .contains("Ren\u00e9e");
  }

  @ParameterizedTest
  @EnumSource(
      value = Oddity.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LONG_TEXT", "MANY_KEYS"})
  void anOddityIsInTheLastRowOnly(Oddity oddity) {
    String honest = text(client.get(Endpoint.STEP, "start_id", "1", "end_id", "2"));
    faults.add(new Fault.OddRow(oddity), Occasion.next(1));
    String odd = text(client.get(Endpoint.STEP, "start_id", "1", "end_id", "2"));
    String firstRow = honest.substring(0, honest.lastIndexOf("{\"id\""));
    assertThat(odd).startsWith(firstRow).isNotEqualTo(honest);
  }

  @Test
  void anEmptyPageStillLeadsOn() {
    faults.add(new Fault.EmptyPage(), Occasion.next(1));
    Client.Page page = client.page(Endpoint.KEYSET);
    assertThat(page.isEmpty()).isTrue();
    assertThat(page.text("scroll_param")).isPresent();
  }

  @Test
  void freshTokensLeadToTheSamePageForever() {
    faults.add(new Fault.FreshTokens(), Occasion.always());
    Set<String> tokens = new HashSet<>();
    Client.Page page = client.page(Endpoint.KEYSET);
    for (int each = 0; each < 20; each++) {
      String token = page.text("scroll_param").orElseThrow();
      assertThat(tokens.add(token)).isTrue();
      page = client.page(Endpoint.KEYSET, "scroll_param", token);
      assertThat(page.ids()).isEqualTo(Ids.between(1, 10));
    }
  }

  @Test
  void aShuffledPageTurnsItsRowsAroundAndRepeatsOne() {
    faults.add(new Fault.ShuffledPage(), Occasion.next(1));
    List<String> ids = client.page(Endpoint.KEYSET).ids();
    assertThat(ids).hasSize(11).startsWith("10", "9").endsWith("1", "10");
  }

  @Test
  void aLaggingReplicaDoesNotKnowWhatChangedLately() {
    playground.people().insert();
    faults.add(new Fault.LaggingReplica(Duration.ofSeconds(30)), Occasion.next(1));
    String since = playground.people().find("95").orElseThrow().updatedAt().toString();
    assertThat(client.page(Endpoint.TIMESTAMP, "since", since).ids())
        .isEqualTo(Ids.between(96, 100));
    assertThat(client.page(Endpoint.TIMESTAMP, "since", since).ids())
        .isEqualTo(Ids.between(96, 101));
  }

  private List<Integer> statuses(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(any -> client.get(Endpoint.KEYSET).statusCode())
        .toList();
  }

  private Optional<String> retryAfter() {
    return client.get(Endpoint.KEYSET).headers().firstValue("Retry-After");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> odd() {
    return client.get(Endpoint.STEP, "start_id", "1", "end_id", "5");
  }
}
