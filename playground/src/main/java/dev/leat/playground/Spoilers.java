package dev.leat.playground;

import dev.leat.playground.Answer.Delivery;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Puts each kind of fault to work. */
final class Spoilers implements Fault.Cases<Spoiler> {
  private static final String TOKEN = "scroll_param";

  @Override
  public Spoiler rateLimited(Fault.RateLimited fault) {
    Answer answer =
        Refusal.of(429, "rate_limited", "Too many requests, as scripted by a fault").answer();
    Answer told =
        fault.retryAfter().map(value -> answer.withHeader("Retry-After", value)).orElse(answer);
    return (request, honest) -> told;
  }

  @Override
  public Spoiler serverError(Fault.ServerError fault) {
    return (request, honest) ->
        Refusal.of(fault.status(), "server_error", "Failing, as scripted by a fault").answer();
  }

  @Override
  public Spoiler unauthorized(Fault.Unauthorized fault) {
    return (request, honest) ->
        Refusal.of(401, "unauthorized", "The token has expired, as scripted by a fault").answer();
  }

  @Override
  public Spoiler cutConnection(Fault.CutConnection fault) {
    return (request, honest) -> honest.get().withDelivery(Delivery.CUT);
  }

  @Override
  public Spoiler truncatedJson(Fault.TruncatedJson fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2));
    };
  }

  @Override
  public Spoiler htmlPage(Fault.HtmlPage fault) {
    String page = "<!doctype html><title>Gateway</title><p>We will be back shortly.</p>\n";
    return (request, honest) -> Answer.text(200, "text/html; charset=utf-8", page);
  }

  @Override
  public Spoiler emptyBody(Fault.EmptyBody fault) {
    return (request, honest) -> Answer.text(200, "application/json", "");
  }

  @Override
  public Spoiler invalidUtf8(Fault.InvalidUtf8 fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(SpoiledJson.withInvalidByte(answer.body()));
    };
  }

  @Override
  public Spoiler slow(Fault.Slow fault) {
    return (request, honest) -> honest.get().withDelay(fault.delay());
  }

  @Override
  public Spoiler repeatedToken(Fault.RepeatedToken fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return request
          .query()
          .text(TOKEN)
          .map(token -> answer.withBody(SpoiledJson.withField(answer.body(), TOKEN, token)))
          .orElse(answer);
    };
  }

  @Override
  public Spoiler tokenCycle(Fault.TokenCycle fault) {
    Map<String, String> cameFrom = new ConcurrentHashMap<>();
    return (request, honest) -> {
      Answer answer = honest.get();
      Optional<String> asked = request.query().text(TOKEN);
      if (asked.isEmpty()) {
        return answer;
      }
      String earlier = cameFrom.get(asked.get());
      if (earlier != null) {
        return answer.withBody(SpoiledJson.withField(answer.body(), TOKEN, earlier));
      }
      SpoiledJson.textField(answer.body(), TOKEN)
          .ifPresent(next -> cameFrom.put(next, asked.get()));
      return answer;
    };
  }

  @Override
  public Spoiler nullCursor(Fault.NullCursor fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(SpoiledJson.withNullInLastRow(answer.body(), "updatedAt"));
    };
  }

  @Override
  public Spoiler frozenPage(Fault.FrozenPage fault) {
    Map<Endpoint, Answer> first = new ConcurrentHashMap<>();
    return (request, honest) -> first.computeIfAbsent(request.endpoint(), any -> honest.get());
  }

  @Override
  public Spoiler redirect(Fault.Redirect fault) {
    return (request, honest) -> redirectTo(fault.location().toString());
  }

  @Override
  public Spoiler redirectLoop(Fault.RedirectLoop fault) {
    return (request, honest) -> redirectTo(request.uri().toString());
  }

  private static Answer redirectTo(String location) {
    return Answer.json(302, Map.of("message", "Moved, as scripted by a fault"))
        .withHeader("Location", location);
  }
}
