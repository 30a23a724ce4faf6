package dev.leat.playground;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.RequestLog.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers one endpoint: access, faults, page, hooks, log. Thread-safe. */
final class DataHandler implements PlaygroundHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Endpoint endpoint;
  private final Playground playground;
  private final Function<Request, Answer> honestly;

  /**
   * @param honestly answers a request that no fault takes
   */
  DataHandler(Endpoint endpoint, Playground playground, Function<Request, Answer> honestly) {
    this.endpoint = endpoint;
    this.playground = playground;
    this.honestly = honestly;
  }

  @Override
  public Answer answer(HttpExchange exchange) throws IOException {
    String encodedQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Optional<Faults.Rule> rule = playground.faults().due(endpoint);
    Answer answer;
    try {
      requireAccess(exchange);
      Request request =
          new Request(
              endpoint,
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              Query.parse(encodedQuery),
              new TreeMap<>(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Supplier<Answer> honest = () -> laidOut(honestly.apply(request));
      answer = rule.map(due -> due.spoiler().spoil(request, honest)).orElseGet(honest);
    } catch (Refusal refusal) {
      answer = refusal.answer();
    }
    Outcome outcome = new Outcome(answer.status(), rule.map(Faults.Rule::fault));
    playground.requests().add(endpoint, exchange, outcome);
    playground.hooks().requestAnswered(endpoint);
    playground.changeRows(endpoint);
    return answer.withDelay(answer.delay().plus(playground.options().latency()));
  }

  private void requireAccess(HttpExchange exchange) {
    if (!endpoint.methods().contains(exchange.getRequestMethod())) {
      throw Refusal.of(
          405,
          "method_not_allowed",
          "%s takes %s, got %s"
              .formatted(
                  endpoint.path(),
                  String.join(", ", new TreeSet<>(endpoint.methods())),
                  exchange.getRequestMethod()));
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<String> token = playground.options().bearerToken();
    if (token.isPresent()
        && !endpoint.credential(token.get()).equals(given)
        && !playground.tokens().accepts(given)) {
      throw Refusal.of(
          401,
          "unauthorized",
          given == null
              ? "This playground requires the header Authorization: "
                  + endpoint.credential("<token>")
              : "The Authorization header holds another token than this playground requires");
    }
  }

  private Answer laidOut(Answer answer) {
    return switch (playground.options().layout()) {
      case COMPACT -> answer;
      case PRETTY -> answer.withBody(indented(answer.body()));
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
