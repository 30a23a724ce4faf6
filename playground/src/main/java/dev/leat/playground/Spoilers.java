package dev.leat.playground;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.playground.Answer.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Puts each kind of fault to work. */
final class Spoilers implements Fault.Cases<Spoiler> {
  private static final String TOKEN = "scroll_param";

  private final Clock clock;

  /** With the time of the server. */
  Spoilers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Spoiler rateLimited(Fault.RateLimited fault) {
    Answer answer =
        Refusal.of(429, "rate_limited", "Too many requests, as scripted by a fault").answer();
    return (request, honest) -> retryAfter(answer, fault.retryAfter());
  }

  @Override
  public Spoiler serverError(Fault.ServerError fault) {
    Answer answer =
        Refusal.of(fault.status(), "server_error", "Failing, as scripted by a fault").answer();
    return (request, honest) -> retryAfter(answer, fault.retryAfter());
  }

  @Override
  public Spoiler quotaUsedUp(Fault.QuotaUsedUp fault) {
    Answer answer =
        Refusal.of(403, "quota_used_up", "API rate limit exceeded, as scripted by a fault")
            .answer()
            .withHeader("X-RateLimit-Limit", "5000")
            .withHeader("X-RateLimit-Remaining", "0");
    return (request, honest) -> {
      long reset = clock.instant().plus(fault.reset()).getEpochSecond();
      return answer.withHeader("X-RateLimit-Reset", Long.toString(reset));
    };
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
  public Spoiler errorDocument(Fault.ErrorDocument fault) {
    String document = "{\"data\":null,\"errors\":[{\"message\":\"The quota is used up\"}]}";
    return (request, honest) -> Answer.text(200, "application/json", document);
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
      return answer.withBody(
          SpoiledJson.withLastRow(
              answer.body(), row -> row.putNull(request.endpoint().timeField())));
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

  @Override
  public Spoiler echo(Fault.Echo fault) {
    return (request, honest) ->
        Refusal.of(
                fault.status(), "echo", "You sent " + request.uri() + " with " + request.headers())
            .answer();
  }

  @Override
  public Spoiler droppedConnection(Fault.DroppedConnection fault) {
    return (request, honest) -> honest.get().withDelivery(Delivery.DROPPED);
  }

  @Override
  public Spoiler silence(Fault.Silence fault) {
    return (request, honest) -> honest.get().withDelivery(Delivery.SILENT);
  }

  @Override
  public Spoiler drip(Fault.Drip fault) {
    return (request, honest) ->
        honest.get().withDelivery(Delivery.DRIPPED).withPause(fault.pause());
  }

  @Override
  public Spoiler endlessBody(Fault.EndlessBody fault) {
    return (request, honest) -> honest.get().withDelivery(Delivery.ENDLESS);
  }

  @Override
  public Spoiler gzipBomb(Fault.GzipBomb fault) {
    return (request, honest) ->
        honest.get().withHeader("Content-Encoding", "gzip").withDelivery(Delivery.BOMB);
  }

  @Override
  public Spoiler encoded(Fault.Encoded fault) {
    return (request, honest) -> fault.encoding().of(honest.get());
  }

  @Override
  public Spoiler oddRow(Fault.OddRow fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(SpoiledJson.withLastRow(answer.body(), fault.oddity()::into));
    };
  }

  @Override
  public Spoiler emptyPage(Fault.EmptyPage fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(SpoiledJson.withRows(answer.body(), rows -> List.of()));
    };
  }

  @Override
  public Spoiler freshTokens(Fault.FreshTokens fault) {
    AtomicInteger pages = new AtomicInteger();
    AtomicReference<Answer> first = new AtomicReference<>();
    return (request, honest) -> {
      Answer page =
          first.updateAndGet(known -> known == null ? Objects.requireNonNull(honest.get()) : known);
      return SpoiledJson.textField(page.body(), TOKEN)
          .map(token -> ScrollToken.parse(token).afterPages(pages.incrementAndGet()).encode())
          .map(fresh -> page.withBody(SpoiledJson.withField(page.body(), TOKEN, fresh)))
          .orElse(page);
    };
  }

  @Override
  public Spoiler shuffledPage(Fault.ShuffledPage fault) {
    return (request, honest) -> {
      Answer answer = honest.get();
      return answer.withBody(SpoiledJson.withRows(answer.body(), Spoilers::shuffled));
    };
  }

  @Override
  public Spoiler laggingReplica(Fault.LaggingReplica fault) {
    return (request, honest) -> {
      Instant seen = clock.instant().minus(fault.lag());
      Answer answer = honest.get();
      return answer.withBody(
          SpoiledJson.withRows(
              answer.body(),
              rows ->
                  rows.stream()
                      .filter(row -> !isAfter(row, request.endpoint().timeField(), seen))
                      .toList()));
    };
  }

  private static List<JsonNode> shuffled(List<JsonNode> rows) {
    List<JsonNode> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    turned.stream().findFirst().ifPresent(turned::add);
    return turned;
  }

  private static boolean isAfter(JsonNode row, String field, Instant time) {
    JsonNode at = row.path(field);
    return (at.isNumber() ? Instant.ofEpochSecond(at.asLong()) : Instant.parse(at.textValue()))
        .isAfter(time);
  }

  private static Answer retryAfter(Answer answer, Optional<String> value) {
    return value.map(given -> answer.withHeader("Retry-After", given)).orElse(answer);
  }

  private static Answer redirectTo(String location) {
    return Answer.json(302, Map.of("message", "Moved, as scripted by a fault"))
        .withHeader("Location", location);
  }
}
