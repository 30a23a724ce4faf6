package dev.leat.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.RequestLog.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers one of the five endpoints: access, faults, page, hooks, log. Thread-safe. */
final class DataHandler implements PlaygroundHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Endpoint endpoint;
  private final Playground playground;
  private final DataApi api;

  DataHandler(Endpoint endpoint, Playground playground) {
    this.endpoint = endpoint;
    this.playground = playground;
    this.api = DataApi.of(endpoint, playground.options());
  }

  @Override
  public Answer answer(HttpExchange exchange) {
    String encodedQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Optional<Faults.Rule> rule = playground.faults().due(endpoint);
    Answer answer;
    try {
      requireAccess(exchange);
      Request request =
          new Request(
              endpoint,
              exchange.getRequestURI(),
              Query.parse(encodedQuery),
              new TreeMap<>(exchange.getRequestHeaders()));
      Supplier<Answer> honest = () -> page(request);
      answer = rule.map(due -> due.spoiler().spoil(request, honest)).orElseGet(honest);
    } catch (Refusal refusal) {
      answer = refusal.answer();
    }
    Outcome outcome = new Outcome(answer.status(), rule.map(Faults.Rule::fault));
    playground.requests().add(endpoint, exchange.getRequestMethod(), encodedQuery, outcome);
    playground.hooks().requestAnswered(endpoint);
    return answer.withDelay(answer.delay().plus(playground.options().latency()));
  }

  private void requireAccess(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("GET")) {
      throw Refusal.of(
          405,
          "method_not_allowed",
          "%s takes GET, got %s".formatted(endpoint.path(), exchange.getRequestMethod()));
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<String> token = playground.options().bearerToken();
    if (token.isPresent()
        && !("Bearer " + token.get()).equals(given)
        && !playground.tokens().accepts(given)) {
      throw Refusal.of(
          401,
          "unauthorized",
          given == null
              ? "This playground requires the header Authorization: Bearer <token>"
              : "The Authorization header holds another token than this playground requires");
    }
  }

  private Answer page(Request request) {
    byte[] json = playground.people().read(all -> api.page(request.query(), all)).json();
    return Answer.jsonBytes(200, laidOut(json));
  }

  private byte[] laidOut(byte[] json) {
    return switch (playground.options().layout()) {
      case COMPACT -> json;
      case PRETTY -> indented(json);
    };
  }

  private static byte[] indented(byte[] json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(MAPPER.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading back a page's own JSON failed", e);
    }
  }
}
