package dev.leat.declarative.compile;

import dev.leat.declarative.model.Answers;
import dev.leat.declarative.model.Expression;
import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.http.AnswerRule;
import dev.leat.sdk.http.Backoff;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.http.Response;
import dev.leat.sdk.http.RetryPolicy;
import dev.leat.sdk.http.Verdict;
import dev.leat.sdk.http.answer.WaitIn;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes rules for answers, and waits. Thread-safe. */
final class AnswerRules {

  private static final int USUAL_RETRIES = 5;
  private static final Duration LONGEST_OWN = Duration.ofMinutes(10);
  private static final Set<Integer> RETRIED = Set.of(408, 500, 502, 503, 504);
  private static final Set<Integer> LEFT = Set.of(400, 401, 403, 404, 405, 429);

  /** Refusals that are none of the known ones: the source may think better of them. */
  private static final Integer[] OTHERS =
      IntStream.range(402, 500)
          .filter(each -> !LEFT.contains(each))
          .boxed()
          .toArray(Integer[]::new);

  /** What only the last of several handlers decides. */
  private static final Set<Answers.Action> OF_THE_LAST =
      Set.of(Answers.Action.FAIL, Answers.Action.LIMIT, Answers.Action.RENEW);

  private final Answers answers;
  private final Settings settings;

  AnswerRules(Answers answers, Settings settings) {
    this.answers = answers;
    this.settings = settings;
  }

  /** The rule that stands for all of them. */
  AnswerRule rule() {
    return this::judge;
  }

  /** How often and when a request is sent again. */
  RetryPolicy retry() {
    RetryPolicy policy = RetryPolicy.transientErrors().retryingOn(OTHERS);
    if (answers.handlers().isEmpty()) {
      return policy.attempts(USUAL_RETRIES + 1);
    }
    long retries =
        answers.handlers().get(0).retries().map(this::wholeNumber).orElse((long) USUAL_RETRIES);
    policy = policy.attempts((int) Math.max(1, Math.min(retries + 1, 1_000)));
    Optional<Backoff> waits = Optional.empty();
    for (Answers.Handler handler : answers.handlers()) {
      for (Answers.Wait wait : handler.waits()) {
        Backoff made = backoff(wait);
        waits = Optional.of(waits.map(before -> before.or(made)).orElse(made));
        Optional<Duration> most = longest(wait);
        policy = most.isPresent() ? policy.waitingAtMost(most.get()) : policy;
      }
    }
    return waits.isPresent() ? policy.backoff(waits.get()) : policy;
  }

  private Optional<Verdict> judge(Response answer) {
    Names names = new Names(answer);
    for (int i = 0; i < answers.handlers().size(); i++) {
      boolean isLast = i == answers.handlers().size() - 1;
      for (Answers.Rule rule : answers.handlers().get(i).rules()) {
        if (fits(rule, answer, names)) {
          if (isLast || !OF_THE_LAST.contains(rule.action())) {
            return Optional.of(verdict(rule, answer, names));
          }
          break;
        }
      }
      if (answer.status() < 400 || RETRIED.contains(answer.status())) {
        return Optional.empty();
      }
      if (!isLast && !LEFT.contains(answer.status())) {
        return Optional.of(Verdict.retry());
      }
    }
    return Optional.empty();
  }

  private boolean fits(Answers.Rule rule, Response answer, Names names) {
    if (rule.statuses().contains(answer.status())) {
      return true;
    }
    if (rule.predicate().isPresent() && rule.predicate().get().holds(names.withoutSettings())) {
      return true;
    }
    return rule.contains().isPresent() && says(answer, settings.text(rule.contains().get()));
  }

  private static boolean says(Response answer, String words) {
    return answer.message().filter(said -> said.contains(words)).isPresent()
        || (answer.status() >= 400 && answer.text().contains(words));
  }

  private Verdict verdict(Answers.Rule rule, Response answer, Names names) {
    Verdict verdict =
        switch (rule.action()) {
          case ACCEPT -> answer.status() < 400 ? Verdict.accept() : Verdict.skip();
          case SKIP -> answer.status() < 400 ? Verdict.accept() : Verdict.skip();
          case RETRY -> Verdict.retry();
          case LIMIT -> Verdict.limit();
          case RENEW -> Verdict.renew();
          case RESTART -> Verdict.fail(HttpStatusException.Remedy.RESTART);
          case SMALLER_PAGE -> Verdict.fail(HttpStatusException.Remedy.SMALLER_PAGE);
          case SMALLER_WINDOW -> Verdict.fail(HttpStatusException.Remedy.SMALLER_WINDOW);
          case FAIL -> Verdict.fail(kind(rule, answer.status()));
        };
    return rule.message()
        .map(message -> verdict.saying(message.print(names.withSettings())))
        .orElse(verdict);
  }

  private static ConnectorException.Kind kind(Answers.Rule rule, int status) {
    if (rule.blame().isEmpty()) {
      return status == 401 || status == 403
          ? ConnectorException.Kind.CONFIGURATION
          : ConnectorException.Kind.SOURCE_DATA;
    }
    return switch (rule.blame().get()) {
      case SETTINGS -> ConnectorException.Kind.CONFIGURATION;
      case SOURCE_FOR_NOW -> ConnectorException.Kind.SOURCE_UNAVAILABLE;
      case SOURCE_DATA -> ConnectorException.Kind.SOURCE_DATA;
    };
  }

  /** What the expressions about an answer know of it; looked at only if there is one. */
  private final class Names {
    private final Response answer;
    private Map<String, Object> known;

    Names(Response answer) {
      this.answer = answer;
    }

    Map<String, Object> withoutSettings() {
      if (known == null) {
        known = new HashMap<>();
        known.put("config", null);
        known.put(
            "response",
            answer
                .document()
                .flatMap(document -> document.page().text(""))
                .map(Values::parse)
                .orElse(Map.of()));
        known.put(
            "request_url",
            answer.document().flatMap(each -> each.header("Content-Location")).orElse(""));
        Map<String, String> first = new HashMap<>();
        answer.headers().forEach((name, values) -> first.put(name, String.join(", ", values)));
        known.put("headers", new HeaderNames(first, relation -> Optional.empty()));
      }
      return known;
    }

    Map<String, Object> withSettings() {
      Map<String, Object> names = new HashMap<>(withoutSettings());
      names.putAll(settings.names());
      return names;
    }
  }

  private Backoff backoff(Answers.Wait wait) {
    if (wait instanceof Answers.Wait.Constant constant) {
      Duration length = seconds(constant.seconds());
      return spread(Backoff.constant(length), constant.jitter());
    }
    if (wait instanceof Answers.Wait.Doubling doubling) {
      Duration factor = seconds(doubling.factor());
      return spread(failed -> Optional.of(doubled(factor, failed.count())), doubling.jitter());
    }
    if (wait instanceof Answers.Wait.Header header) {
      return matching(WaitIn.header(settings.text(header.header())), header.pattern());
    }
    if (wait instanceof Answers.Wait.UntilHeader until) {
      WaitIn made =
          matching(WaitIn.header(settings.text(until.header())), until.pattern()).asEpoch();
      return until.least().isPresent() ? made.atLeast(seconds(until.least().get())) : made;
    }
    Expression computed = ((Answers.Wait.Computed) wait).seconds();
    return failed ->
        failed
            .answer()
            .map(answer -> computed.valueOrNull(new Names(answer).withSettings()))
            .flatMap(AnswerRules::number)
            .filter(length -> length > 0)
            .map(
                length ->
                    new Backoff.Wait(
                        Duration.ofMillis((long) (length * 1000)),
                        Optional.of("a wait of " + length + " s in its answer")));
  }

  private static Backoff.Wait doubled(Duration factor, int failures) {
    double nanos = factor.toNanos() * Math.pow(2, Math.min(failures, 40));
    return Backoff.Wait.own(
        Duration.ofNanos((long) Math.min(nanos, (double) LONGEST_OWN.toNanos())));
  }

  private static Backoff spread(Backoff backoff, double jitter) {
    return jitter > 0 ? backoff.spreadBy(Duration.ofMillis((long) (jitter * 2_000))) : backoff;
  }

  private WaitIn matching(WaitIn wait, Optional<Expression> pattern) {
    return pattern
        .map(settings::text)
        .filter(each -> !each.isBlank())
        .map(each -> wait.matching("^(?:" + each + ")"))
        .orElse(wait);
  }

  private Optional<Duration> longest(Answers.Wait wait) {
    Optional<Expression> most =
        wait instanceof Answers.Wait.Header header
            ? header.most()
            : wait instanceof Answers.Wait.UntilHeader until
                ? until.most()
                : wait instanceof Answers.Wait.Computed computed
                    ? computed.most()
                    : Optional.empty();
    return most.map(this::seconds);
  }

  private Duration seconds(Expression expression) {
    return Duration.ofMillis(
        (long) (number(expression.value(settings.names())).orElse(0.0) * 1000));
  }

  private long wholeNumber(Expression expression) {
    return number(expression.value(settings.names())).map(Double::longValue).orElse(0L);
  }

  private static Optional<Double> number(Object value) {
    try {
      return value == null ? Optional.empty() : Optional.of(Double.valueOf(Values.text(value)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
