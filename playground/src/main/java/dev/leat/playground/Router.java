package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import dev.leat.playground.RequestLog.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds who answers a path. Thread-safe. */
final class Router implements PlaygroundHandler {
  private final Playground playground;
  private final Map<String, PlaygroundHandler> data = new HashMap<>();
  private final PlaygroundHandler control;

  Router(Playground playground) {
    this.playground = playground;
    this.control = new ControlHandler(playground);
    for (Endpoint endpoint : Endpoint.values()) {
      data.put(endpoint.path(), new DataHandler(endpoint, playground));
    }
  }

  @Override
  public Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    PlaygroundHandler endpoint = data.get(path);
    if (endpoint != null) {
      return endpoint.answer(exchange);
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
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    playground
        .requests()
        .add(exchange.getRequestMethod(), path, query, new Outcome(404, Optional.empty()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "not_found");
    body.put("message", "Nothing answers " + path + ": ask one of the endpoints");
    body.put("endpoints", Arrays.stream(Endpoint.values()).map(Endpoint::path).toList());
    return Answer.json(404, body);
  }
}
