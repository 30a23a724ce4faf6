package dev.leat.playground;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grants access tokens as OAuth 2 has it, to any client: for client credentials, or for a refresh
 * token, which is replaced each time and then refused. Thread-safe.
 */
final class TokenHandler implements PlaygroundHandler {
  static final String PATH = "/oauth/token";

  private final Set<String> granted = new HashSet<>();
  private Optional<String> refreshToken = Optional.empty();

  @Override
  public Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw Refusal.of(
          405,
          "method_not_allowed",
          "%s takes POST, got %s".formatted(PATH, exchange.getRequestMethod()));
    }
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return grant(Query.parse(form));
  }

  /** Whether an {@code Authorization} header holds a token that was granted here. */
  synchronized boolean accepts(String header) {
    return granted.contains(header);
  }

  private synchronized Answer grant(Query form) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String number = Integer.toString(granted.size() + 1);
    if (form.text("grant_type").equals(Optional.of("refresh_token"))) {
      requireTheLast(form.text("refresh_token"));
      refreshToken = Optional.of("refresh-" + number);
      answer.put("refresh_token", "refresh-" + number);
    } else if (!form.text("grant_type").equals(Optional.of("client_credentials"))) {
      throw Refusal.of(
          400,
          "unsupported_grant_type",
          "grant_type must be client_credentials or refresh_token, got " + form.text("grant_type"));
    }
    granted.add("Bearer access-" + number);
    answer.put("access_token", "access-" + number);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 3600);
    return Answer.json(200, answer);
  }

  /** Any token is taken for the first; a client that lost the one it was given cannot go on. */
  private void requireTheLast(Optional<String> given) {
    if (given.isEmpty() || (refreshToken.isPresent() && !given.equals(refreshToken))) {
      throw Refusal.of(
          400, "invalid_grant", "The refresh token is not the last one given: authorise again");
    }
  }
}
