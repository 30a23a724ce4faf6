package dev.leat.playground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Asks a playground over real HTTP, following nothing and repeating nothing. */
final class Client {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Playground playground;

  Client(Playground playground) {
    this.playground = playground;
  }

  /** A body that was understood. */
  record Page(JsonNode body) {
    List<String> ids() {
      List<String> ids = new ArrayList<>();
      body.path("data").forEach(row -> ids.add(row.path("id").textValue()));
      return ids;
    }

    boolean isEmpty() {
      return ids().isEmpty();
    }

    String lastUpdatedAt() {
      JsonNode rows = body.path("data");
      return rows.get(rows.size() - 1).path("updatedAt").textValue();
    }

    Optional<String> text(String field) {
      return Optional.ofNullable(body.path(field).textValue());
    }

    long number(String field) {
      return body.required(field).longValue();
    }
  }

  /** Asks for a page; {@code parameters} are names and values in turn. */
  Page page(Endpoint endpoint, String... parameters) {
    HttpResponse<byte[]> response = get(endpoint, parameters);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return new Page(json(response));
  }

  HttpResponse<byte[]> get(Endpoint endpoint, String... parameters) {
    return send(HttpRequest.newBuilder(uri(endpoint, parameters)));
  }

  HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(playground.address().resolve(path)));
  }

  HttpResponse<byte[]> call(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(playground.address().resolve(path))
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    return send(request, Duration.ofSeconds(30));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request, Duration timeout) {
    try {
      return HTTP.send(request.timeout(timeout).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the playground", e);
    }
  }

  URI uri(Endpoint endpoint, String... parameters) {
    StringJoiner query = new StringJoiner("&");
    for (int pair = 0; pair < parameters.length; pair += 2) {
      query.add(
          parameters[pair] + "=" + URLEncoder.encode(parameters[pair + 1], StandardCharsets.UTF_8));
    }
    return URI.create(playground.endpoint(endpoint) + "?" + query);
  }

  static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
