package dev.leat.sdk.http.auth;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Auth;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** How requests for tokens look, and their answers. Never changed once it is in use. */
final class TokenForm {

  String grantType;
  OAuth2.ClientProof proof = OAuth2.ClientProof.FORM;
  boolean isQuery;
  Function<Request, Request> parameters = Function.identity();
  Map<String, String> headers = Map.of();
  Map<String, String> names = Map.of();
  String tokenPointer = "/access_token";
  String expiryPointer = "/expires_in";
  Slot slot = Slot.bearer();
  Optional<Duration> life = Optional.empty();
  Optional<First> first = Optional.empty();

  /** A token that somebody has got already. */
  record First(String value, Instant expiry) {}

  TokenForm(String grantType) {
    this.grantType = grantType;
  }

  /** The same form but for what the change makes of it. */
  TokenForm but(Consumer<TokenForm> change) {
    TokenForm other = new TokenForm(grantType);
    other.proof = proof;
    other.isQuery = isQuery;
    other.parameters = parameters;
    other.headers = headers;
    other.names = names;
    other.tokenPointer = tokenPointer;
    other.expiryPointer = expiryPointer;
    other.slot = slot;
    other.life = life;
    other.first = first;
    change.accept(other);
    return other;
  }

  /** The request for a token, its own fields first. */
  Request request(Map<String, String> fields) {
    Request request = Request.of("POST", "");
    for (Map.Entry<String, String> each : fields.entrySet()) {
      request = field(request, names.getOrDefault(each.getKey(), each.getKey()), each.getValue());
    }
    request = parameters.apply(request);
    for (Map.Entry<String, String> each : headers.entrySet()) {
      request = request.header(each.getKey(), each.getValue());
    }
    return request;
  }

  Request field(Request request, String name, String value) {
    return isQuery ? request.query(name, value) : request.form(name, value);
  }

  /** How long a token holds, from when its answer came. */
  Optional<Duration> life(Answer answer, Instant now) {
    String text = answer.page().text(expiryPointer).orElse("");
    if (text.matches("\\d{1,9}(\\.\\d+)?")) {
      Duration seconds = Duration.ofSeconds(Long.parseLong(text.replaceFirst("\\..*", "")));
      return seconds.isZero() ? life : Optional.of(seconds);
    }
    try {
      Duration left = Duration.between(now, OffsetDateTime.parse(text));
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return life;
    }
  }

  /** The token to begin with, given out once while it holds. */
  static Optional<TokenKeeper.Token> take(AtomicReference<First> first, Auth.Context context) {
    return Optional.ofNullable(first.getAndSet(null))
        .filter(token -> token.expiry().isAfter(context.now()))
        .map(
            token ->
                new TokenKeeper.Token(
                    token.value(),
                    context.nanos(),
                    Optional.of(Duration.between(context.now(), token.expiry()))));
  }

  static Map<String, String> plus(Map<String, String> some, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(some);
    more.put(name, value);
    return more;
  }
}
