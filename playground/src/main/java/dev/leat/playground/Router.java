package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.RequestLog.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds who answers a path. Thread-safe. */
final class Router implements PlaygroundHandler {
  private final Playground playground;
  private final Map<Endpoint, PlaygroundHandler> data = new EnumMap<>(Endpoint.class);
  private final PlaygroundHandler control;

  Router(Playground playground) {
    this.playground = playground;
    this.control = new ControlHandler(playground);
    IssuesApi issues = new IssuesApi(playground);
    TicketEventsApi ticketEvents = new TicketEventsApi(playground);
    Exports exports = new Exports(playground);
    for (Endpoint endpoint : Endpoint.values()) {
      Function<Request, Answer> honestly = honestly(endpoint, issues, ticketEvents, exports);
      data.put(endpoint, new DataHandler(endpoint, playground, honestly));
    }
  }

  private Function<Request, Answer> honestly(
      Endpoint endpoint, IssuesApi issues, TicketEventsApi ticketEvents, Exports exports) {
    PlaygroundOptions options = playground.options();
    People people = playground.people();
    return switch (endpoint) {
      case KEYSET -> new KeysetApi(options).over(people);
      case OFFSET -> new OffsetApi(options).over(people);
      case TIMESTAMP -> new TimestampApi(options).over(people);
      case STEP -> new StepApi(options).over(people);
      case REPLAY -> new ReplayApi(options).over(people);
      case ISSUES -> issues::issues;
      case ISSUE_COMMENTS -> issues::comments;
      case TICKET_EVENTS -> ticketEvents::answer;
      case EXPORT -> exports::answer;
    };
  }

  @Override
  public Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Endpoint> endpoint = Endpoint.of(path);
    if (endpoint.isPresent()) {
      return data.get(endpoint.get()).answer(exchange);
    }
    if (path.equals(TokenHandler.PATH)) {
      return playground.tokens().answer(exchange);
    }
    if (path.startsWith("/control/")) {
      return control.answer(exchange);
    }
    if (path.equals("/") || path.equals("/control")) {
      String page = new Overview(playground.options()).html(playground.address());
      return Answer.text(200, "text/html; charset=utf-8", page);
    }
    return unknown(exchange);
  }

  private Answer unknown(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    playground.requests().add(exchange, new Outcome(404, Optional.empty()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "not_found");
    body.put("message", "Nothing answers " + path + ": ask one of the endpoints");
    body.put("endpoints", Arrays.stream(Endpoint.values()).map(Endpoint::path).toList());
    return Answer.json(404, body);
  }
}
