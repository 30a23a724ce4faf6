package dev.leat.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leat.playground.PlaygroundOptions.Compression;
import dev.leat.playground.PlaygroundOptions.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
  private static final PlaygroundOptions OPTIONS = PlaygroundOptions.defaults();

  @ParameterizedTest
  @CsvSource({
    "/pagination/keyset?updated_since=yesterday, updated_since",
    "/pagination/keyset?scroll_param=mine, scroll_param",
    "/pagination/offset?limit=0, limit",
    "/pagination/offset?offset=-1, offset",
    "/pagination/offset?order_by=name, order_by",
    "/pagination/offset?order_type=up, order_type",
    "/pagination/offset?order_by=id&updated_since=2026-01-01T00:00:00Z, order_by",
    "/incremental/timestamp?until=2026-13-01, until",
    "/incremental/step?end_id=5, start_id",
    "/incremental/step?start_id=1&end_id=many, end_id",
    "/incremental/replay?limit=1.5, limit"
  })
  void aBadParameterIsNamedWithWhatWasExpected(String path, String parameter) {
    try (Playground playground = Playground.start(OPTIONS)) {
      HttpResponse<byte[]> response = new Client(playground).get(path);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Client.json(response).path("parameter").textValue()).isEqualTo(parameter);
      assertThat(Client.json(response).path("message").textValue())
          .startsWith(parameter + " must be ")
          .contains(", got ");
    }
  }

  @Test
  void anUnknownPathListsTheEndpoints() {
    try (Playground playground = Playground.start(OPTIONS)) {
      HttpResponse<byte[]> response = new Client(playground).get("/users");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(Client.json(response).path("endpoints")).hasSize(Endpoint.values().length);
      assertThat(playground.requests().all())
          .extracting(ReceivedRequest::path, ReceivedRequest::status)
          .containsExactly(tuple("/users", 404));
    }
  }

  @Test
  void anEndpointTakesGetOnly() {
    try (Playground playground = Playground.start(OPTIONS)) {
      assertThat(new Client(playground).call("POST", "/pagination/keyset", "{}").statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void theFrontPageNamesEndpointsAndOptions() {
    try (Playground playground = Playground.start(OPTIONS.withBearerToken("hush"))) {
      HttpResponse<byte[]> response = new Client(playground).get("/");
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .contains("/incremental/step", "page cap 50", "bearer token required")
          .doesNotContain("hush");
      assertThat(playground.summary()).contains(playground.address().toString());
      assertThat(playground.options().toString()).doesNotContain("hush");
    }
  }

  @Test
  void jsonIsDatedAndTyped() {
    try (Playground playground = Playground.start(OPTIONS)) {
      HttpResponse<byte[]> response = new Client(playground).get(Endpoint.KEYSET);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(response.headers().firstValue("Date")).isPresent();
    }
  }

  @Test
  void aLargeBodyIsCompressedForAClientThatAcceptsIt() throws IOException {
    try (Playground playground = Playground.start(OPTIONS)) {
      HttpResponse<byte[]> response = askingForGzip(playground);
      assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
      try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
        assertThat(body.readAllBytes())
            .isEqualTo(new Client(playground).get(Endpoint.OFFSET).body());
      }
    }
  }

  @Test
  void compressionCanBeTurnedOff() {
    try (Playground playground = Playground.start(OPTIONS.withCompression(Compression.NEVER))) {
      assertThat(askingForGzip(playground).headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void aPrettyPageHoldsTheSameRows() {
    try (Playground playground = Playground.start(OPTIONS.withLayout(Layout.PRETTY))) {
      Client client = new Client(playground);
      assertThat(new String(client.get(Endpoint.KEYSET).body(), StandardCharsets.UTF_8))
          .contains("\n");
      assertThat(client.page(Endpoint.KEYSET).ids()).isEqualTo(Ids.between(1, 50));
    }
  }

  @Test
  void aRequiredTokenKeepsOthersOut() {
    try (Playground playground = Playground.start(OPTIONS.withBearerToken("hush"))) {
      Client client = new Client(playground);
      assertThat(client.get(Endpoint.KEYSET).statusCode()).isEqualTo(401);
      assertThat(withToken(playground, "guess").statusCode()).isEqualTo(401);
      assertThat(withToken(playground, "hush").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void latencyDelaysTheFiveEndpoints() {
    try (Playground playground = Playground.start(OPTIONS.withLatency(Duration.ofMillis(40)))) {
      long start = System.nanoTime();
      assertThat(new Client(playground).page(Endpoint.KEYSET).isEmpty()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(39));
    }
  }

  @Test
  void aTakenPortIsToldWithTheWayOut() {
    try (Playground first = Playground.start(OPTIONS)) {
      assertThatThrownBy(
              () -> Playground.start(OPTIONS.withPort(first.address().getPort())).close())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void anEndpointIsAFullAddressOnTheLoopback() {
    try (Playground playground = Playground.start(OPTIONS)) {
      assertThat(playground.endpoint(Endpoint.KEYSET).toString())
          .isEqualTo(playground.address() + "/pagination/keyset")
          .startsWith("http://127.0.0.1:");
    }
  }

  private static HttpResponse<byte[]> askingForGzip(Playground playground) {
    Client client = new Client(playground);
    return client.send(
        HttpRequest.newBuilder(client.uri(Endpoint.OFFSET)).header("Accept-Encoding", "gzip"));
  }

  private static HttpResponse<byte[]> withToken(Playground playground, String token) {
    Client client = new Client(playground);
    return client.send(
        HttpRequest.newBuilder(client.uri(Endpoint.KEYSET))
            .header("Authorization", "Bearer " + token));
  }
}
